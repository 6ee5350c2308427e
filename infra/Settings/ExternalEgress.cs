using System.Text.Json.Serialization;

namespace Infra.Settings;

/// <summary>Who speaks TLS to an external service, and so where calls to it leave the cluster.</summary>
internal enum ExternalEgress
{
    /// <summary>The sidecar of each caller.</summary>
    [JsonStringEnumMemberName("sidecar")]
    Sidecar,

    /// <summary>The region's egress gateway, for all callers.</summary>
    [JsonStringEnumMemberName("gateway")]
    Gateway,
}

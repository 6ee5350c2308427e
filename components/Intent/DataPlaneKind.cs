using System.Text.Json.Serialization;

namespace Components.Intent;

/// <summary>Whose proxies give applications their identities, and where they stand.</summary>
public enum DataPlaneKind
{
    /// <summary>Istio's sidecars, one beside each application.</summary>
    [JsonStringEnumMemberName("sidecar")]
    Sidecar,

    /// <summary>Istio's ambient mode: one ztunnel on each node for connections, waypoints where requests are judged.</summary>
    [JsonStringEnumMemberName("ambient")]
    Ambient,

    /// <summary>Linkerd's proxies, one beside each application.</summary>
    [JsonStringEnumMemberName("linkerd")]
    Linkerd,
}

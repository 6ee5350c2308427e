using System.Text.Json.Serialization;

namespace Components.Intent;

/// <summary>How a workload port treats plaintext, as Istio's <c>PeerAuthentication</c> names it.</summary>
public enum MutualTlsMode
{
    /// <summary>Only mutual TLS is accepted.</summary>
    [JsonStringEnumMemberName("STRICT")]
    Strict,

    /// <summary>Mutual TLS and plaintext are accepted; a deviation that needs an exception outside development.</summary>
    [JsonStringEnumMemberName("PERMISSIVE")]
    Permissive,

    /// <summary>Plaintext only; a deviation that always needs an exception.</summary>
    [JsonStringEnumMemberName("DISABLE")]
    Disable,
}

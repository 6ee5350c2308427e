using System.Text.Json.Serialization;

namespace Components.Spire;

/// <summary>Who signs the CA that SPIRE makes for itself, below the region's CA for SPIRE (SPIRE, "UpstreamAuthority" plugins).</summary>
public enum SpireUpstreamAuthority
{
    /// <summary>SPIRE's server, with the CA's key in its pod. It is told every root that the region's identities may end in.</summary>
    [JsonStringEnumMemberName("disk")]
    Disk,

    /// <summary>cert-manager, which keeps the key; SPIRE files a request for each CA. It is told the one root that the answer ends in.</summary>
    [JsonStringEnumMemberName("cert-manager")]
    CertManager,
}

using System.Text.Json.Serialization;

namespace Components.Intent;

/// <summary>A directory of Let's Encrypt (RFC 8555 §7.1.1).</summary>
public enum AcmeDirectory
{
    /// <summary>Certificates that no browser trusts, with limits wide enough to try things out.</summary>
    [JsonStringEnumMemberName("staging")]
    Staging,

    /// <summary>Publicly trusted certificates; a handful of failed orders an hour locks a name out.</summary>
    [JsonStringEnumMemberName("production")]
    Production,
}

using System.Text.Json.Serialization;

namespace Components.Intent;

/// <summary>The HMAC of a TSIG key (RFC 8945 §6), as cert-manager names it. MD5 and SHA-1 are left out.</summary>
public enum TsigAlgorithm
{
    /// <summary>HMAC with SHA-256.</summary>
    [JsonStringEnumMemberName("HMACSHA256")]
    HmacSha256,

    /// <summary>HMAC with SHA-512.</summary>
    [JsonStringEnumMemberName("HMACSHA512")]
    HmacSha512,
}

using System.Text.Json.Serialization;

namespace Infra.Settings;

/// <summary>The key of a CA: ECDSA on one of the curves that every verifier of the mesh accepts.</summary>
internal enum AuthorityKey
{
    /// <summary>NIST P-256 (FIPS 186-5).</summary>
    [JsonStringEnumMemberName("P256")]
    P256,

    /// <summary>NIST P-384 (FIPS 186-5).</summary>
    [JsonStringEnumMemberName("P384")]
    P384,
}

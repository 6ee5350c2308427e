using System.Text.Json.Serialization;

namespace Trust.X509;

/// <summary>The key algorithms that every verifier of a mesh accepts. Ed25519 and ML-DSA are not among them.</summary>
public enum KeyAlgorithm
{
    /// <summary>ECDSA on NIST P-256, signing with SHA-256: workloads and, where size matters, intermediates.</summary>
    [JsonStringEnumMemberName("P256")]
    EcdsaP256,

    /// <summary>ECDSA on NIST P-384, signing with SHA-384: roots and other long-lived keys.</summary>
    [JsonStringEnumMemberName("P384")]
    EcdsaP384,
}

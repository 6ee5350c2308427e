using Manifests.CertManager.V1;

namespace Policies.Rules.Certificates;

/// <summary>RSA below 3072 bits, which is also what cert-manager makes where nothing is said.</summary>
internal sealed class WeakKey : ObjectRule<Certificate>
{
    private const long SmallestRsa = 3072;
    private const long DefaultRsa = 2048;

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS183",
        Level = FindingLevel.Warning,
        Title = "weak or slow key",
        Remedy = "set privateKey: { algorithm: ECDSA, size: 256 }",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<Certificate> manifest)
    {
        var key = manifest.Object.Spec?.PrivateKey;
        if (manifest.Object.Spec is not null && key?.Algorithm is null or CertificateAlgorithm.Rsa && (key?.Size ?? DefaultRsa) < SmallestRsa)
        {
            var why = key?.Algorithm is null ? "without an algorithm cert-manager makes RSA keys" : "RSA";
            yield return Find(
                manifest, "spec.privateKey", $"{why} of {key?.Size ?? DefaultRsa} bits, which NIST takes until 2030 only, and which cost a handshake many times what ECDSA does");
        }
    }
}

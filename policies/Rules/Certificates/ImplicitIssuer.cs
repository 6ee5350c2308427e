using Manifests.CertManager.V1;

namespace Policies.Rules.Certificates;

/// <summary>An issuer reference that leaves its kind or group to cert-manager's defaults.</summary>
internal sealed class ImplicitIssuer : ObjectRule<Certificate>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS193",
        Level = FindingLevel.Info,
        Title = "issuer named by defaults",
        Remedy = "state kind and group of issuerRef",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<Certificate> manifest)
    {
        if (manifest.Object.Spec?.IssuerRef is { } reference && (string.IsNullOrEmpty(reference.Kind) || string.IsNullOrEmpty(reference.Group)))
        {
            yield return Find(
                manifest, "spec.issuerRef", "kind and group have defaults that changed and came back between releases (1.19.0, 1.19.1), and every certificate was issued anew");
        }
    }
}

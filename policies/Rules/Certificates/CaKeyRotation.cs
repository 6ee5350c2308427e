using Manifests.CertManager.V1;

namespace Policies.Rules.Certificates;

/// <summary>A CA whose key cert-manager replaces at every renewal, because nothing says otherwise.</summary>
internal sealed class CaKeyRotation : ObjectRule<Certificate>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS180",
        Level = FindingLevel.Error,
        Title = "CA without rotationPolicy",
        Remedy = "set privateKey.rotationPolicy: Never on the CA, and rotate it in steps when the time comes",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<Certificate> manifest)
    {
        if (manifest.Object.Spec is { IsCA: true, PrivateKey: null or { RotationPolicy: null } })
        {
            yield return Find(
                manifest,
                "spec.privateKey",
                "without rotationPolicy cert-manager 1.18 and later makes a new key at each renewal, and whoever trusts the old certificate stops trusting what is issued");
        }
    }
}

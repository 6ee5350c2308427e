using Manifests.CertManager.V1;
using Manifests.TrustManager.V1Alpha1;

namespace Policies.Rules.Certificates;

/// <summary>A trust-manager Bundle fed from the Secret of a CA: it changes the moment the CA does.</summary>
internal sealed class BundleFromCaSecret : ManifestRule
{
    private static readonly string[] OfIstio = ["cacerts", "istio-ca-secret"];

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS190",
        Level = FindingLevel.Warning,
        Title = "bundle fed from a CA's own Secret",
        Remedy = "copy the root into a ConfigMap or inLine, which changes only when the rotation says so",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Bundle>(), Input.Kind<Certificate>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var ofCas = view.All<Certificate>().Where(certificate => certificate.Object.Spec?.IsCA == true)
            .Select(certificate => certificate.Object.Spec!.SecretName).Concat(OfIstio).ToHashSet(StringComparer.Ordinal);
        foreach (var bundle in view.All<Bundle>())
        {
            for (var index = 0; index < (bundle.Object.Spec?.Sources?.Count ?? 0); index++)
            {
                if (bundle.Object.Spec!.Sources[index].Secret?.Name is { } name && ofCas.Contains(name))
                {
                    yield return Find(
                        bundle, $"spec.sources[{index}].secret", $"Secret {name} holds a CA: when it is renewed, the old root leaves the bundle while its leaves still live");
                }
            }
        }
    }
}

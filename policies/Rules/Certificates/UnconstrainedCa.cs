using Manifests.CertManager.V1;
using Policies.Rules.Authorization;

namespace Policies.Rules.Certificates;

/// <summary>A CA that can issue identities of every trust domain that the mesh accepts.</summary>
internal sealed class UnconstrainedCa : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS185",
        Level = FindingLevel.Error,
        Title = "CA that can issue other trust domains' identities",
        Remedy = "add critical nameConstraints with permitted uriDomains: the CA's own trust domain, and permitted dnsDomains for its DNS names",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Certificate>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var domains = TrustDomains.Accepted(view);
        foreach (var certificate in domains.Count > 1 ? view.All<Certificate>() : [])
        {
            if (certificate.Object.Spec is { IsCA: true } spec && spec.NameConstraints is not { Critical: true, Permitted.UriDomains.Count: > 0 })
            {
                yield return Find(
                    certificate,
                    "spec",
                    $"the mesh accepts {string.Join(", ", domains.Order(StringComparer.Ordinal))} and binds no root to one of them, so whoever has this key can be anybody in each");
            }
        }
    }
}

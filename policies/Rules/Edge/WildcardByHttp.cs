using Manifests.CertManager.V1;

namespace Policies.Rules.Edge;

/// <summary>A certificate for a wildcard name from an ACME issuer that has no DNS-01.</summary>
internal sealed class WildcardByHttp : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS692",
        Level = FindingLevel.Error,
        Title = "wildcard without DNS-01",
        Remedy = "add a dns01 solver to the issuer, or name each host",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Certificate>(), Input.Kind<Issuer>(), Input.Kind<ClusterIssuer>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var (certificate, issuer) in AcmeCertificates.Of(view).Where(pair => !pair.Issuer.HasDnsChallenge))
        {
            foreach (var (index, name) in (certificate.Object.Spec?.DnsNames ?? []).Index().Where(name => name.Item.StartsWith("*.", StringComparison.Ordinal)))
            {
                yield return Find(
                    certificate,
                    $"spec.dnsNames[{index}]",
                    $"{issuer.Name} has HTTP-01 only, and a public CA issues for the wildcard {name} by DNS-01 only: the order stays open, and there is no certificate");
            }
        }
    }
}

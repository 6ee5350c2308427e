using Manifests.CertManager.V1;

namespace Policies.Rules.Certificates;

/// <summary>A certificate whose issuer does not exist.</summary>
internal sealed class MissingIssuer : ManifestRule
{
    private const string Group = "cert-manager.io";

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS192",
        Level = FindingLevel.Error,
        Title = "certificate without its issuer",
        Remedy = "mend the issuer's name or kind; an Issuer has to be in the certificate's namespace, a ClusterIssuer nowhere",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Certificate>(), Input.Kind<Issuer>(), Input.Kind<ClusterIssuer>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var clusterIssuers = view.All<ClusterIssuer>().Select(issuer => issuer.Name).ToHashSet(StringComparer.Ordinal);
        var issuers = view.All<Issuer>().Select(issuer => $"{issuer.Namespace}/{issuer.Name}").ToHashSet(StringComparer.Ordinal);
        foreach (var certificate in clusterIssuers.Count + issuers.Count > 0 ? view.All<Certificate>() : [])
        {
            if (certificate.Object.Spec?.IssuerRef is not { } reference || reference.Group is not (null or "" or Group))
            {
                continue;
            }

            var isCluster = reference.Kind == "ClusterIssuer";
            if (!(isCluster ? clusterIssuers.Contains(reference.Name) : issuers.Contains($"{certificate.Namespace}/{reference.Name}")))
            {
                var known = isCluster ? clusterIssuers : issuers.Where(name => name.StartsWith($"{certificate.Namespace}/", StringComparison.Ordinal)).Select(name => name.Split('/')[1]);
                var place = isCluster ? "there is no ClusterIssuer" : $"namespace {certificate.Namespace} has no Issuer";
                yield return Find(
                    certificate, "spec.issuerRef", $"{place} {reference.Name}, so nothing is issued{Manifests.DidYouMean.Suffix(reference.Name, known.Order(StringComparer.Ordinal))}");
            }
        }
    }
}

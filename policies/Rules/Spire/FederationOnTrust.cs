using Manifests.Spire.V1Alpha1;

namespace Policies.Rules.Spire;

/// <summary>A federation whose first bundle nothing authenticates.</summary>
internal sealed class FederationOnTrust : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS621",
        Level = FindingLevel.Error,
        Title = "federation without a first bundle",
        Remedy = "write the other trust domain's bundle into trustDomainBundle, and its server's ID into bundleEndpointProfile.endpointSPIFFEID",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<ClusterFederatedTrustDomain>()];

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var federation in view.All<ClusterFederatedTrustDomain>())
        {
            var (spec, profile) = (federation.Object.Spec, federation.Object.Spec.BundleEndpointProfile);
            if (profile.Type is not ClusterFederatedTrustDomainType.HttpsSpiffe)
            {
                continue;
            }

            if (string.IsNullOrWhiteSpace(spec.TrustDomainBundle))
            {
                yield return Find(federation, "spec", $"nothing is known of {spec.TrustDomain} yet by which its endpoint could be authenticated, so its bundle is never fetched");
            }

            if (profile.EndpointSPIFFEID?.StartsWith($"spiffe://{spec.TrustDomain}/", StringComparison.Ordinal) != true)
            {
                yield return Find(
                    federation,
                    "spec.bundleEndpointProfile",
                    $"the endpoint is not to be of {spec.TrustDomain}, so another trust domain hands out its roots");
            }
        }
    }
}

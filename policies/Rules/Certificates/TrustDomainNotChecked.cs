using Manifests.Apps.V1;

namespace Policies.Rules.Certificates;

/// <summary>istiod told not to let servers check the client's trust domain.</summary>
internal sealed class TrustDomainNotChecked : ObjectRule<Deployment>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS188",
        Level = FindingLevel.Error,
        Title = "trust domains of clients not checked",
        Remedy = "remove PILOT_SKIP_VALIDATE_TRUST_DOMAIN, and list the domains to accept in caCertificates[].trustDomains",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<Deployment> manifest)
    {
        if (IstiodSwitch.IsOn(manifest, "PILOT_SKIP_VALIDATE_TRUST_DOMAIN"))
        {
            yield return Find(
                manifest, "spec.template.spec.containers", "with PILOT_SKIP_VALIDATE_TRUST_DOMAIN servers accept every trust domain that any trusted root has issued for");
        }
    }
}

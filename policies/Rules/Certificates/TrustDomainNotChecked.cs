namespace Policies.Rules.Certificates;

/// <summary>istiod told not to let servers check the client's trust domain.</summary>
internal sealed class TrustDomainNotChecked : ManifestRule
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
    public override IReadOnlyList<Input> Reads { get; } = [Input.Mesh];

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) => view.ControlPlanes
        .Where(plane => plane.IsOn("PILOT_SKIP_VALIDATE_TRUST_DOMAIN"))
        .Select(plane => Find(
            plane.Subject,
            plane.Node,
            plane.Field,
            "with PILOT_SKIP_VALIDATE_TRUST_DOMAIN servers accept every trust domain that any trusted root has issued for"));
}

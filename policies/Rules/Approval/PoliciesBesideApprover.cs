using Manifests.ApproverPolicy.V1Alpha1;

namespace Policies.Rules.Approval;

/// <summary>CertificateRequestPolicies that decide nothing, because cert-manager approves everything itself.</summary>
internal sealed class PoliciesBesideApprover : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS699",
        Level = FindingLevel.Error,
        Title = "policies that cert-manager does not wait for",
        Remedy = "switch cert-manager's own approver off: disableAutoApproval: true in its chart, --controllers=*,-certificaterequests-approver without it",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<CertificateRequestPolicy>(), .. CertManagerApprover.Reads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var policies = view.All<CertificateRequestPolicy>();
        if (policies.Count > 0 && CertManagerApprover.Of(view) is { Approves: true } approver)
        {
            yield return Find(
                approver.Subject,
                approver.Field,
                $"cert-manager approves every request for its issuers itself, before approver-policy has looked, so {Words.List(policies, policy => policy.Name)} "
                    + $"{(policies.Count == 1 ? "decides" : "decide")} nothing");
        }
    }
}

using Manifests.CertManager.V1;

namespace Policies.Rules.Approval;

/// <summary>A certificate that is never issued, because nothing approves the request for it.</summary>
internal sealed class UnapprovedRequest : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS698",
        Level = FindingLevel.Error,
        Title = "certificate request that nothing approves",
        Remedy = "write a CertificateRequestPolicy for this issuer and namespace that allows what is asked for, and let the requester use it",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
    [
        .. ((Input[])[Input.Kind<Certificate>(), .. RequestPolicies.Reads, .. CertManagerApprover.Reads, .. CsiRequests.Reads, .. IstioCsrRequests.Reads]).Distinct(),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var (policies, approver, certificates) = (RequestPolicies.Of(view), CertManagerApprover.Of(view), view.All<Certificate>());
        if (policies is null)
        {
            // Who installs cert-manager without its approver means to approve by policies; where there are none, nothing is ever issued.
            return approver is { Approves: false } && certificates.Count > 0
                ? [Find(
                    approver.Subject,
                    approver.Field,
                    $"cert-manager approves nothing by itself, and the input has no CertificateRequestPolicy, so {Waiting(certificates)} for ever",
                    "install approver-policy with a CertificateRequestPolicy for each issuer and namespace, or leave cert-manager's own approver on")]
                : [];
        }

        // Where cert-manager approves too, it approves everything: MTLS699.
        return approver is { Approves: true } ? [] : Unapproved(view, policies, approver?.Account ?? CertManagerApprover.Unknown);
    }

    private IEnumerable<Finding> Unapproved(RuleView view, RequestPolicies policies, Requester account)
    {
        var requests = OfCertificates(view, account).Concat(CsiRequests.Of(view)).Concat(IstioCsrRequests.Of(view));
        foreach (var (subject, field, request) in requests)
        {
            if (policies.Refusal(request) is var (why, isDenied))
            {
                yield return Find(subject, field, $"{why}, so the request {(isDenied ? "is denied" : "waits for ever")}");
            }
        }
    }

    private static IEnumerable<(Manifest Subject, string Field, RequestedCertificate Request)> OfCertificates(RuleView view, Requester account) =>
        from certificate in view.All<Certificate>()
        where certificate.Object.Spec is not null
        select ((Manifest)certificate, "spec", new RequestedCertificate(certificate.Namespace, certificate.Object.Spec!, [account], IsWhole: true));

    private static string Waiting(IReadOnlyList<Manifest<Certificate>> certificates) =>
        certificates is [var only] ? $"{only.Reference} waits" : $"{certificates.Count} Certificates wait";
}

using Manifests.ApproverPolicy.V1Alpha1;
using Policies.Model;

namespace Policies.Rules.Approval;

/// <summary>
/// What approver-policy decides (cert-manager documentation, "Approver Policy"): the policies that are for a request, and that its requester may use; one that
/// refuses nothing approves, otherwise it is denied, and without any it waits.
/// </summary>
internal sealed class RequestPolicies
{
    private readonly IReadOnlyList<Manifest<CertificateRequestPolicy>> _policies;
    private readonly Dictionary<string, NamespaceModel> _namespaces;
    private readonly PolicyUse _use;

    private RequestPolicies(RuleView view, IReadOnlyList<Manifest<CertificateRequestPolicy>> policies)
    {
        _policies = policies;
        _namespaces = view.Namespaces.ToDictionary(own => own.Name, StringComparer.Ordinal);
        _use = new(view);
    }

    /// <summary>What they are read from.</summary>
    public static IReadOnlyList<Input> Reads { get; } = [Input.Kind<CertificateRequestPolicy>(), Input.Namespaces, .. PolicyUse.Reads];

    /// <summary>The policies of a cluster; null where the input has none, so that nothing is known.</summary>
    public static RequestPolicies? Of(RuleView view) => view.All<CertificateRequestPolicy>() is { Count: > 0 } policies ? new(view, policies) : null;

    /// <summary>Why nothing approves a request, as a sentence, and whether it is denied or waits; null where something may approve it.</summary>
    public (string Why, bool IsDenied)? Refusal(RequestedCertificate request)
    {
        List<Manifest<CertificateRequestPolicy>> selecting = [.. _policies.Where(policy => MaySelect(policy.Object, request) && !IsBroken(policy.Object))];
        List<Manifest<CertificateRequestPolicy>> usable =
            [.. selecting.Where(policy => request.Requesters.Any(requester => _use.MayAllow(requester, policy.Object, request.Namespace)))];
        if (selecting.Count == 0)
        {
            return ($"no CertificateRequestPolicy is for {request}", false);
        }

        if (usable.Count == 0)
        {
            return ($"{Named(selecting)} for {request}, and {request.Requesters[0].Whose} may not use {(selecting.Count > 1 ? "them" : "it")} (RBAC, verb use)", false);
        }

        List<string?> refusals = [.. usable.Select(policy => PolicyTerms.Refusal(policy.Object.Spec, request))];
        return refusals.Contains(null) ? null
            : refusals.Distinct().Count() == 1 ? ($"{Named(usable)} for {request}, and {refusals[0]}", true)
            : ($"{usable.Count} policies are for {request}: {string.Join("; ", usable.Zip(refusals).Take(3).Select(each => $"{each.First.Name} {each.Second}"))}", true);
    }

    private static string Named(List<Manifest<CertificateRequestPolicy>> policies) => policies is [var only]
        ? $"{only.Reference} is"
        : $"the policies {Words.List(policies.Select(policy => policy.Name))} are";

    private bool MaySelect(CertificateRequestPolicy policy, RequestedCertificate request)
    {
        var (reference, names) = (policy.Spec.Selector.IssuerRef, policy.Spec.Selector.Namespace);
        return Wildcard.Matches(reference?.Group ?? "*", request.Issuer.Group)
            && Wildcard.Matches(reference?.Kind ?? "*", request.Issuer.Kind)
            && Wildcard.Matches(reference?.Name ?? "*", request.Issuer.Name)
            && (names?.MatchNames is not { Count: > 0 } patterns || patterns.Any(pattern => Wildcard.Matches(pattern, request.Namespace)))
            && (names?.MatchLabels is not { Count: > 0 } labels
                || _namespaces.GetValueOrDefault(request.Namespace) is not { HasUnknownLabels: false } own
                || LabelMatching.Matches(labels, own.Labels));
    }

    /// <summary>approver-policy passes over a policy that its webhook or a plugin finds faulty.</summary>
    private static bool IsBroken(CertificateRequestPolicy policy) => (policy.Status?.Conditions ?? [])
        .Any(condition => condition is { Type: "Ready", Status: CertificateRequestPolicyConditionStatus.False });
}

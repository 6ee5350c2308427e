using Manifests.ApproverPolicy.V1Alpha1;
using Manifests.Rbac.V1;
using Policies.Model;

namespace Policies.Rules.Approval;

/// <summary>Who may use which CertificateRequestPolicy: the verb <c>use</c> of Kubernetes' RBAC, in the cluster or in the namespace of the request.</summary>
internal sealed class PolicyUse
{
    private const string Group = "policy.cert-manager.io";
    private const string Resource = "certificaterequestpolicies";

    private readonly List<(IReadOnlyList<Subject> Subjects, IReadOnlyList<PolicyRule>? Rules, string? Namespace)> _grants;
    private readonly bool _isKnown;

    /// <summary>Reads the roles and bindings of a cluster.</summary>
    public PolicyUse(RuleView view)
    {
        var clusterRoles = view.All<ClusterRole>().DistinctBy(role => role.Name).ToDictionary(role => role.Name, role => role.Object, StringComparer.Ordinal);
        var roles = view.All<Role>().DistinctBy(role => (role.Namespace, role.Name)).ToDictionary(role => (role.Namespace, role.Name), role => role.Object);
        _grants =
        [
            .. view.All<ClusterRoleBinding>().Select(own => (Subjects(own.Object.Subjects), OfCluster(own.Object.RoleRef.Name), (string?)null)),
            .. view.All<RoleBinding>().Select(own => (
                Subjects(own.Object.Subjects),
                own.Object.RoleRef.Kind == "Role" ? RulesOf(roles.GetValueOrDefault((own.Namespace, own.Object.RoleRef.Name))) : OfCluster(own.Object.RoleRef.Name),
                (string?)own.Namespace)),
        ];

        // Files without the roles say nothing of who may use what: they may be in another repository.
        _isKnown = clusterRoles.Values.SelectMany(role => role.Rules ?? []).Concat(roles.Values.SelectMany(role => role.Rules ?? []))
            .Any(rule => rule.Resources?.Contains(Resource) == true && rule.Verbs.Contains("use"))
            || (view.IsWhole && clusterRoles.Count > 0);

        IReadOnlyList<PolicyRule>? OfCluster(string name) =>
            clusterRoles.GetValueOrDefault(name) is { } role ? Aggregated(role, clusterRoles.Values)
            : name == "cluster-admin" ? [new() { ApiGroups = ["*"], Resources = ["*"], Verbs = ["*"] }]
            : null;
    }

    /// <summary>What it is read from.</summary>
    public static IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<ClusterRole>(), Input.Kind<ClusterRoleBinding>(), Input.Kind<Role>(), Input.Kind<RoleBinding>(), Input.Mesh];

    /// <summary>Whether a requester in a namespace may use a policy. Yes where the input does not say.</summary>
    public bool MayAllow(Requester requester, CertificateRequestPolicy policy, string @namespace) => !_isKnown || _grants.Any(grant =>
        (grant.Namespace is null || grant.Namespace == @namespace)
        && grant.Subjects.Any(subject => requester.MayBe(subject, grant.Namespace))
        && (grant.Rules is null || grant.Rules.Any(rule => Grants(rule, policy.Metadata.Name ?? ""))));

    private static IReadOnlyList<Subject> Subjects(IReadOnlyList<Subject>? subjects) => subjects ?? [];

    private static IReadOnlyList<PolicyRule>? RulesOf(Role? role) => role is null ? null : role.Rules ?? [];

    /// <summary>An aggregated role has the rules of those that its selectors choose; what a cluster has written into it already, it has besides.</summary>
    private static IReadOnlyList<PolicyRule> Aggregated(ClusterRole role, IEnumerable<ClusterRole> all) =>
    [
        .. role.Rules ?? [],
        .. from selector in role.AggregationRule?.ClusterRoleSelectors ?? []
           from other in all
           where selector.MatchLabels is { } labels && LabelMatching.Matches(labels, other.Metadata.Labels ?? [])
           from rule in other.Rules ?? []
           select rule,
    ];

    private static bool Grants(PolicyRule rule, string policy) =>
        (rule.Verbs.Contains("use") || rule.Verbs.Contains("*"))
        && rule.ApiGroups?.Any(group => group is Group or "*") == true
        && rule.Resources?.Any(resource => resource is Resource or "*") == true
        && (rule.ResourceNames is not { Count: > 0 } names || names.Contains(policy));
}

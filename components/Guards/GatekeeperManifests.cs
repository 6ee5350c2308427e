using Components.Intent;
using Components.Network;
using Components.Platform;
using Components.Workloads;
using Manifests;
using Manifests.Gatekeeper;
using Manifests.Gatekeeper.Templates.V1;
using Manifests.Networking.V1;

namespace Components.Guards;

/// <summary>
/// The guards as policies of Gatekeeper, with the very expressions that the API server's own policies have (Gatekeeper, "Integration with Kubernetes Validating
/// Admission Policy", engine <c>K8sNativeValidation</c>).
/// </summary>
public static class GatekeeperManifests
{
    private const string Engine = "K8sNativeValidation";
    private const string Target = "admission.k8s.gatekeeper.sh";

    /// <summary>The network policies of Gatekeeper's namespace.</summary>
    public static IReadOnlyList<NetworkPolicy> Around(RegionIntent intent)
    {
        const string own = PlatformNamespaceNames.Gatekeeper;
        return
        [
            NamespacePolicies.Dns(own),
            NetworkPolicyFactory.Allow(
                "gatekeeper",
                own,
                PlatformPeers.AllPods,
                [
                    // The API server calls from the nodes' network, which no selector knows.
                    NetworkPolicyFactory.From([], GatekeeperRelease.WebhookPort),
                    NetworkPolicyFactory.From([PlatformPeers.Prometheus(intent.Mesh)], GatekeeperRelease.MetricsPort),
                ],
                [NetworkPolicyFactory.To(NetworkPeers.AnyAddress, PlatformPorts.KubernetesApi)]),
            NamespacePolicies.DefaultDeny(own),
        ];
    }

    /// <summary>A template for each guard; Gatekeeper makes a kind of each.</summary>
    public static IReadOnlyList<ConstraintTemplate> Templates(RegionIntent intent, CertificateLifetime lifetime) =>
        [.. GuardCatalogue.For(intent, lifetime).Select(Template)];

    /// <summary>A constraint for each guard: its kind has to be there.</summary>
    public static IReadOnlyList<Constraint> Constraints(RegionIntent intent, CertificateLifetime lifetime) =>
        [.. GuardCatalogue.For(intent, lifetime).Select(Constraint)];

    private static ConstraintTemplate Template(Guard guard) => new()
    {
        Metadata = new()
        {
            // Gatekeeper takes no other name.
            Name = KindOf(guard).ToLowerInvariant(),
            Labels = ObjectLabels.Common(),
            Annotations = new() { ["description"] = guard.Description, ["pulumi.com/waitFor"] = "jsonpath={.status.created}=true" },
        },
        Spec = new()
        {
            Crd = new() { Spec = new() { Names = new() { Kind = KindOf(guard) } } },
            Targets = [new() { Target = Target, Code = [new() { Engine = Engine, Source = Source(guard) }] }],
        },
    };

    /// <summary>
    /// One webhook takes every operation, so each expression says which ones it is for. Gatekeeper is not to make policies of the API server of them: those
    /// would be a second place that decides.
    /// </summary>
    private static Node Source(Guard guard)
    {
        var isForOthers = $"request.operation {(guard.OnDeletion ? "!=" : "==")} 'DELETE'";
        return Node.FromPlainObject(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["failurePolicy"] = "Fail",
            ["generateVAP"] = false,
            ["validations"] = guard.Rules.Select(rule => (object)new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["expression"] = Cel.Any(isForOthers, rule.Expression),
                ["message"] = rule.Message,
            }).ToList(),
        });
    }

    private static Constraint Constraint(Guard guard) => new()
    {
        Metadata = new() { Name = $"mtls-{guard.Name}", Labels = ObjectLabels.Common() },
        Template = KindOf(guard),
        Spec = new()
        {
            EnforcementAction = "deny",
            Match = new()
            {
                Kinds = [.. guard.Kinds.Select(kind => new ConstraintKinds { ApiGroups = [kind.Group], Kinds = [kind.Kind] })],
                Namespaces = guard.Namespaces is null ? null : [.. guard.Namespaces],
            },
        },
    };

    /// <summary>The guard's name as a kind: <c>peer-authentication</c> is <c>MtlsPeerAuthentication</c>.</summary>
    private static string KindOf(Guard guard) =>
        $"Mtls{string.Concat(guard.Name.Split('-').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"))}";
}

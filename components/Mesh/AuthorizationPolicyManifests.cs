using System.Globalization;
using Components.Intent;
using Manifests;
using Manifests.Istio.Security.V1;
using Manifests.Meta.V1;
using Trust;

namespace Components.Mesh;

/// <summary>The <c>AuthorizationPolicy</c>s of a region: nobody may call anything, except exactly the intent's callers.</summary>
/// <remarks>
/// Callers are named by <c>principals</c> with their trust domain. The shorter <c>namespaces</c> and <c>serviceAccounts</c> do not look at the
/// trust domain, so they would admit every region's. A rule on a port without HTTP never has methods or paths: Istio would drop it.
/// </remarks>
public static class AuthorizationPolicyManifests
{
    private static readonly PerIntent<IReadOnlyList<AuthorizationPolicy>> MadeAllows = new(MakeAllows);
    private const string SpiffeScheme = "spiffe://";

    /// <summary>All policies: the allows, and the default denies last.</summary>
    public static IReadOnlyList<AuthorizationPolicy> For(RegionIntent intent) => [.. Allows(intent), .. DefaultDenies(intent)];

    /// <summary>One policy for each workload that somebody may call, and one for each gateway.</summary>
    public static IReadOnlyList<AuthorizationPolicy> Allows(RegionIntent intent) => MadeAllows.Of(intent);

    private static IReadOnlyList<AuthorizationPolicy> MakeAllows(RegionIntent intent) =>
    [
        .. GatewayAllows(intent),
        .. intent.Workloads
            .Where(workload => workload.InMesh && workload.Ports.Any(port => port.Callers.Count > 0))
            .SelectMany(workload => intent.Region.IsAmbient ? AmbientAuthorization.Allows(intent, workload) : [Allow(workload)]),
    ];

    /// <summary>
    /// The allow-nothing policy of the root namespace: it selects every sidecar, ztunnel and gateway of the cluster, so a workload that no other policy
    /// selects can be called by nobody. Waypoints, which do not read it, have one of their own; a region without Istio has neither.
    /// </summary>
    public static IReadOnlyList<AuthorizationPolicy> DefaultDenies(RegionIntent intent) => !intent.HasIstio ? [] :
    [
        .. intent.Waypoints.Count > 0 ? [AmbientAuthorization.DefaultDeny(intent)] : (AuthorizationPolicy[])[],
        new AuthorizationPolicy { Metadata = Metadata("default-deny", intent.Mesh.RootNamespace), Spec = new AuthorizationPolicySpec() },
    ];

    /// <summary>
    /// Gateways for calls from outside take what arrives at their ports. Behind the ingress gateway the called workload decides, by the gateway's identity;
    /// what the east-west gateway passes through is still encrypted for the called workload, which sees the caller's own identity. Behind the egress gateway
    /// nobody decides any more, so it knows its callers.
    /// </summary>
    private static IEnumerable<AuthorizationPolicy> GatewayAllows(RegionIntent intent)
    {
        if (Gateways.HasIngress(intent))
        {
            yield return GatewayAllow(intent.Mesh, intent.Mesh.IngressGateway, Gateways.IngressLabels(intent.Mesh), Gateways.IngressPorts(intent));
        }

        if (intent.Region.EastWestAddress is not null)
        {
            yield return GatewayAllow(intent.Mesh, Gateways.EastWest, Gateways.EastWestLabels, [Gateways.EastWestPort]);
        }

        if (Gateways.HasEgress(intent))
        {
            yield return EgressGatewayManifests.Allow(intent);
        }
    }

    private static AuthorizationPolicy GatewayAllow(
        MeshOptions mesh, string gateway, IReadOnlyDictionary<string, string> labels, IReadOnlyList<int> ports) => new()
        {
            Metadata = Metadata(gateway, mesh.GatewayNamespace),
            Spec = new AuthorizationPolicySpec
            {
                Selector = new() { MatchLabels = new ValueMap<string>(labels) },
                Rules = [new AuthorizationPolicyRule { To = [To([.. ports], [], [])] }],
            },
        };

    /// <summary>The policy at a workload's own proxy that allows its callers.</summary>
    internal static AuthorizationPolicy Allow(Workload workload) =>
        BySelector(workload, [.. workload.Ports.SelectMany(port => Rules(port, port.TargetPort))]);

    /// <summary>A policy at a workload's own proxy.</summary>
    internal static AuthorizationPolicy BySelector(Workload workload, ValueList<AuthorizationPolicyRule> rules) => new()
    {
        Metadata = Metadata(workload.Name, workload.Namespace),
        Spec = new AuthorizationPolicySpec { Selector = new() { MatchLabels = new ValueMap<string>(workload.Labels) }, Rules = rules },
    };

    /// <summary>
    /// One rule for all callers of a port that may make the same requests. Prometheus, which has no identity, gets a rule for nobody else's: a tunnel of
    /// ztunnel's hides from network policies which port it leads to. Whom nothing is asked of, anybody may be.
    /// </summary>
    /// <param name="port">The port.</param>
    /// <param name="number">Its number where the policy is judged: the container's, or the Service's at a waypoint.</param>
    internal static IEnumerable<AuthorizationPolicyRule> Rules(WorkloadPort port, int number) => port.Callers
        .GroupBy(caller => (
            From: Identity(caller.Source) is not null ? Asked.Identity : caller.Source is CallSource.FromPrometheus ? Asked.NoIdentity : Asked.Nothing,
            Methods: caller.Methods.ToValueList(),
            Paths: caller.Paths.ToValueList()))
        .Select(callers => new AuthorizationPolicyRule
        {
            From = callers.Key.From switch
            {
                Asked.Identity => [From(callers)],
                Asked.NoIdentity => [WithoutIdentity],
                _ => null,
            },
            To = [To([number], callers.Key.Methods, callers.Key.Paths)],
        });

    /// <summary>Whoever shows no certificate.</summary>
    internal static AuthorizationPolicyFrom WithoutIdentity { get; } = new() { Source = new AuthorizationPolicySource { NotPrincipals = ["*"] } };

    private static AuthorizationPolicyFrom From(IEnumerable<Caller> callers) => new()
    {
        Source = new AuthorizationPolicySource
        {
            Principals = [.. callers.Select(caller => Principal(Identity(caller.Source)!.Value)).Distinct()],
        },
    };

    /// <summary>The requests to ports; no methods or no paths are all of them.</summary>
    internal static AuthorizationPolicyTo To(IReadOnlyList<int> ports, ValueList<string> methods, ValueList<string> paths) => new()
    {
        Operation = new AuthorizationPolicyOperation
        {
            Ports = [.. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))],
            Methods = methods.Count > 0 ? methods : null,
            Paths = paths.Count > 0 ? paths : null,
        },
    };

    /// <summary>Who calls; null for callers without an identity.</summary>
    internal static SpiffeId? Identity(CallSource source) => source switch
    {
        CallSource.FromWorkload workload => workload.Identity,
        CallSource.FromIngress ingress => ingress.Identity,
        _ => null,
    };

    /// <summary>Istio's principals are SPIFFE IDs without the scheme; one that has it never matches.</summary>
    internal static string Principal(SpiffeId identity) => identity.ToString()[SpiffeScheme.Length..];

    /// <summary>Name, namespace and the labels of everything that this program makes.</summary>
    internal static ObjectMeta Metadata(string name, string @namespace) =>
        new() { Name = name, Namespace = @namespace, Labels = ObjectLabels.Common() };

    /// <summary>What a rule asks of its callers.</summary>
    private enum Asked
    {
        Nothing,
        Identity,
        NoIdentity,
    }
}

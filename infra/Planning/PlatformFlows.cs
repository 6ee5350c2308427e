using Components.Intent;
using Components.Platform;
using Policies.Model;
using static Infra.Planning.IntendedFlows;

namespace Infra.Planning;

/// <summary>The connections of the systems that a setting installs beside the mesh, each in namespaces of its own.</summary>
/// <remarks>Names and ports stand here a second time on purpose, as they do in <see cref="IntendedFlows"/>.</remarks>
internal static class PlatformFlows
{
    private const string SpireServer = "spire-server";
    private const string SpireSystem = "spire-system";
    private const string Linkerd = "linkerd";
    private const string LinkerdCni = "linkerd-cni";
    private const int StepCa = 9000;

    /// <summary>The namespaces of these systems, as far as they are installed in a region.</summary>
    public static IEnumerable<string> Namespaces(RegionIntent intent, PlatformOptions options) =>
    [
        .. Only(options.StepCa is not null, PlatformNamespaceNames.StepCa),
        .. Only(intent.Namespaces.Any(own => own.Autocert), PlatformNamespaceNames.Autocert),
        .. Only(options.CsiDriverVersion is not null, PlatformNamespaceNames.CsiDriver),
        .. Only(options.Spire is not null, SpireServer, SpireSystem),
        .. Only(options.GatekeeperVersion is not null, PlatformNamespaceNames.Gatekeeper),
        .. Only(options.SealedSecretsVersion is not null, PlatformNamespaceNames.SealedSecrets),
        .. Only(intent.HasLinkerd, Linkerd, LinkerdCni),
    ];

    /// <summary>The connections of these systems; name resolution, which every namespace has, is not among them.</summary>
    public static IEnumerable<IntendedFlow> Of(RegionIntent intent, PlatformOptions options) =>
    [
        .. Namespaces(intent, options).Select(@namespace => Flow(Pods(@namespace), AnyAddress, KubernetesApi)),
        .. Step(intent, options),
        .. Autocert(intent),
        .. options.CsiDriverVersion is null ? [] : Metrics(intent, PlatformNamespaceNames.CsiDriver, 9402),
        .. Spire(intent, options),
        .. Gatekeeper(intent, options),
        .. SealedSecrets(intent, options),
        .. LinkerdControlPlane(intent),
    ];

    /// <summary>step-issuer, and who renews by itself, ask step-ca. cert-manager asks through objects of the API.</summary>
    private static IEnumerable<IntendedFlow> Step(RegionIntent intent, PlatformOptions options)
    {
        const int issuerMetrics = 8080;
        var authority = Pods(PlatformNamespaceNames.StepCa);
        return options.StepCa is null
            ? []
            :
            [
                Flow(authority, authority, StepCa),
                .. from workload in intent.Workloads
                   where workload.Certificate.Delivery is CertificateDelivery.StepRenew
                   select Flow(Pods(workload), authority, StepCa),
                .. Metrics(intent, PlatformNamespaceNames.StepCa, issuerMetrics),
            ];
    }

    /// <summary>The API server asks autocert about pods; autocert and the pods that it has given a token ask step-ca.</summary>
    private static IEnumerable<IntendedFlow> Autocert(RegionIntent intent)
    {
        const int webhook = 4443;
        var served = intent.Namespaces.Where(own => own.Autocert).Select(own => own.Name).ToList();
        return served.Count == 0
            ? []
            :
            [
                Flow(new FlowEnd.Anywhere(), Pods(PlatformNamespaceNames.Autocert), webhook),
                .. served.Prepend(PlatformNamespaceNames.Autocert).Select(@namespace => Flow(Pods(@namespace), Pods(PlatformNamespaceNames.StepCa), StepCa)),
            ];
    }

    /// <summary>
    /// Agents, which are on their nodes' network, and the API server, for the controller manager's webhook, may come from anywhere; so may whoever fetches the
    /// bundle, and where it lies elsewhere is an address that no policy knows.
    /// </summary>
    private static IEnumerable<IntendedFlow> Spire(RegionIntent intent, PlatformOptions options)
    {
        const int agents = 8081;
        const int webhook = 9443;
        const int bundle = 8443;
        int[] metrics = [8082, 9988];
        if (options.Spire is { } spire)
        {
            yield return Flow(new FlowEnd.Anywhere(), Pods(SpireServer), agents, webhook);
            yield return Flow(Pods(SpireSystem), Pods(SpireServer), agents);
            if (spire.BundleEndpoints.ContainsKey(intent.Region.Name))
            {
                yield return Flow(new FlowEnd.Anywhere(), Pods(SpireServer), bundle);
                yield return Flow(Pods(SpireServer), AnyAddress, bundle);
            }

            foreach (var flow in Metrics(intent, SpireServer, metrics).Concat(Metrics(intent, SpireSystem, metrics)))
            {
                yield return flow;
            }
        }
    }

    private static IEnumerable<IntendedFlow> Gatekeeper(RegionIntent intent, PlatformOptions options) => options.GatekeeperVersion is null
        ? []
        : [Flow(new FlowEnd.Anywhere(), Pods(PlatformNamespaceNames.Gatekeeper), 8443), .. Metrics(intent, PlatformNamespaceNames.Gatekeeper, 8888)];

    /// <summary><c>kubeseal</c> fetches the controller's certificate through the API server.</summary>
    private static IEnumerable<IntendedFlow> SealedSecrets(RegionIntent intent, PlatformOptions options) => options.SealedSecretsVersion is null
        ? []
        : [Flow(new FlowEnd.Anywhere(), Pods(PlatformNamespaceNames.SealedSecrets), 8080), .. Metrics(intent, PlatformNamespaceNames.SealedSecrets, 8081)];

    /// <summary>Proxies ask identity, destination and policy controllers (<see cref="IntendedFlows"/>), those of the control plane itself too.</summary>
    private static IEnumerable<IntendedFlow> LinkerdControlPlane(RegionIntent intent) => intent.HasLinkerd
        ?
        [
            Flow(Pods(Linkerd), Pods(Linkerd), LinkerdPolicies),
            Flow(new FlowEnd.Anywhere(), Pods(Linkerd), 8443, 9443),
            .. Metrics(intent, Linkerd, 4191, 9990, 9995, 9996, 9997),
        ]
        : [];

    private static IEnumerable<IntendedFlow> Metrics(RegionIntent intent, string @namespace, params int[] ports) =>
        [Flow(Prometheus(intent), Pods(@namespace), ports)];

    private static IEnumerable<string> Only(bool isInstalled, params string[] namespaces) => isInstalled ? namespaces : [];
}

using Components.Intent;
using Components.Mesh;
using Components.Platform;
using Components.Workloads;
using Manifests;
using Policies;
using Policies.Model;
using Workload = Policies.Model.Workload;

namespace Infra.Planning;

/// <summary>The clusters of a plan as policies/ sees them: the objects, and what stands behind them without being one.</summary>
internal static class PlanFleet
{
    /// <summary>The fleet of all regions.</summary>
    /// <param name="plan">The plan.</param>
    public static Fleet Of(EnvironmentPlan plan)
    {
        var shared = new SharedObjects(plan.Regions is [var first, _, ..] ? first.Manifests : []);
        return new() { Clusters = InParallel.Map(plan.Regions, region => ManifestInventory.Read(region.Manifests, Known(region), shared)) };
    }

    /// <summary>What is known of a region's cluster besides its objects.</summary>
    public static KnownCluster Known(RegionPlan plan) =>
        Known(plan.Intent, plan.Platform) with { Mesh = WithRoots(Mesh(plan.Intent), plan), Charts = [.. Charts(plan)] };

    private static KnownCluster Known(RegionIntent intent, PlatformOptions options) => new()
    {
        Region = intent.Region.Name,
        Network = intent.Region.Network,
        MeshId = intent.Mesh.MeshId,
        Workloads =
        [
            .. intent.Workloads.Select(workload => Workload(intent, workload)),
            .. Gateways.HasIngress(intent)
                ? [Gateway(intent, intent.Mesh.IngressGateway, Gateways.IngressLabels(intent.Mesh), Gateways.IngressPorts(intent))]
                : Array.Empty<Workload>(),
            .. intent.Region.EastWestAddress is null
                ? Array.Empty<Workload>()
                : [Gateway(intent, Gateways.EastWest, Gateways.EastWestLabels, [Gateways.EastWestPort])],
            .. Gateways.HasEgress(intent) ? [Egress(intent)] : Array.Empty<Workload>(),
            .. intent.HasIstio ? [Plain(intent, "istiod", intent.Mesh.RootNamespace, "app", "istiod")] : Array.Empty<Workload>(),
            Plain(intent, "prometheus", intent.Mesh.MonitoringNamespace, "app.kubernetes.io/name", "prometheus"),
        ],
        Services = Gateways.HasEgress(intent) ? [EgressService(intent)] : [],
        Linkerd = intent.HasLinkerd ? new LinkerdInstallation(intent.Region.TrustDomain.Name, "deny") : null,
        Intent = AccessIntent.Of(intent, options),
    };

    /// <summary>
    /// The roots by the plan's names for them, since their certificates are not known before an engine runs. Whoever trusts a root takes what a
    /// successor signs that it has signed, too.
    /// </summary>
    private static MeshSettings WithRoots(MeshSettings mesh, RegionPlan plan) => mesh with
    {
        TrustedRoots =
        [
            .. plan.Bundle,
            .. plan.Trust.Roots.Where(root => !plan.Bundle.Contains(root.Name) && root.CrossSignedBy is { } signer && plan.Bundle.Contains(signer)).Select(root => root.Name),
        ],
        OwnRoot = (plan.MeshAuthority ?? plan.WorkloadAuthority).Root,
    };

    /// <summary>The control planes' charts, with a blank for each root's certificate.</summary>
    private static IEnumerable<InstalledChart> Charts(RegionPlan plan) =>
        from release in IstioReleases.ControlPlanes(plan.Intent, plan.Platform, CaCertificates.For(plan.Intent, plan.Bundle.Select(_ => "")))
        select new InstalledChart
        {
            Chart = release.Chart,
            Name = release.Name,
            Namespace = release.Namespace,
            Values = (MapNode)Node.FromPlainObject(release.Values),
        };

    /// <summary>What istiod is told, but for the roots' certificates.</summary>
    private static MeshSettings Mesh(RegionIntent intent) => MeshConfigReader.Read(
        (MapNode)Node.FromPlainObject(MeshConfig.For(intent, CaCertificates.For(intent, [""]))),
        new MeshSettings { ClusterDomain = intent.Region.ClusterDomain });

    private static Workload Workload(RegionIntent intent, Components.Intent.Workload workload) => new()
    {
        Name = workload.Name,
        Namespace = workload.Namespace,
        Region = intent.Region.Name,
        Kind = "Deployment",
        Labels = workload.InMesh && !intent.Region.IsAmbient ? WithTlsMode(workload.Labels) : workload.Labels,
        ServiceAccount = workload.ServiceAccount,
        Identity = workload.InMesh ? workload.Identity.ToString() : null,
        DataPlane = workload.DataPlane switch
        {
            DataPlaneKind.Sidecar => DataPlane.Sidecar,
            DataPlaneKind.Ambient => DataPlane.Ambient,
            DataPlaneKind.Linkerd => DataPlane.Linkerd,
            _ => DataPlane.None,
        },
        Ports =
        [
            .. workload.Ports.Select(port => new Policies.Model.WorkloadPort(port.TargetPort, port.Name)),
            .. NatsCluster.Is(workload) ? [new Policies.Model.WorkloadPort(NatsPorts.Cluster)] : Array.Empty<Policies.Model.WorkloadPort>(),
        ],
    };

    /// <summary>A gateway of Istio's chart, whose service account has its release's name.</summary>
    private static Workload Gateway(RegionIntent intent, string name, IReadOnlyDictionary<string, string> labels, IReadOnlyList<int> ports) => new()
    {
        Name = name,
        Namespace = intent.Mesh.GatewayNamespace,
        Region = intent.Region.Name,
        Kind = "Deployment",
        Labels = labels,
        ServiceAccount = name,
        Identity = ObjectNames.Identity(intent.Region.TrustDomain.Name, intent.Mesh.GatewayNamespace, name),
        DataPlane = DataPlane.Gateway,
        Ports = [.. ports.Select(port => new Policies.Model.WorkloadPort(port))],
    };

    private static Workload Egress(RegionIntent intent) => Gateway(intent, Gateways.Egress, Gateways.EgressLabels, [Gateways.EgressPort]);

    /// <summary>The Service that the chart makes beside the egress gateway: sidecars call it by name.</summary>
    private static ServiceModel EgressService(RegionIntent intent) => new()
    {
        Name = Gateways.Egress,
        Namespace = intent.Mesh.GatewayNamespace,
        Host = Gateways.EgressHost(intent),
        Ports = [new ServicePort { Number = Gateways.EgressPort, Name = "https", Protocol = Policies.Model.PortProtocol.Https }],
        Endpoints = [Egress(intent)],
    };

    /// <summary>A program of the platform without a sidecar, which a chart or somebody else's operator installs.</summary>
    private static Workload Plain(RegionIntent intent, string name, string @namespace, string label, string value) => new()
    {
        Name = name,
        Namespace = @namespace,
        Region = intent.Region.Name,
        Kind = "Deployment",
        Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [label] = value },
        ServiceAccount = name,
        DataPlane = DataPlane.None,
    };

    private static Dictionary<string, string> WithTlsMode(IReadOnlyDictionary<string, string> labels) =>
        new(labels, StringComparer.Ordinal) { [WellKnownLabels.TlsMode] = "istio" };
}

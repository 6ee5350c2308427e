using Components.Intent;
using Components.Mesh;
using Policies.Model;
using Trust;
using Workload = Policies.Model.Workload;
using WorkloadPort = Policies.Model.WorkloadPort;

namespace Infra.Planning;

/// <summary>What is known of an environment's clusters besides their manifests: who runs there, under which identity, and what is meant to be allowed.</summary>
internal static class AccessTopology
{
    /// <summary>All regions with the objects that the plan would create.</summary>
    public static Fleet Of(EnvironmentPlan plan) => new()
    {
        Clusters = [.. plan.Regions.Select(region => ManifestInventory.Read(region.Manifests.Select(manifest => manifest.ToNode()), Of(region.Intent)))],
    };

    /// <summary>One region without its objects.</summary>
    public static KnownCluster Of(RegionIntent intent) => new()
    {
        Region = intent.Region.Name,
        Network = intent.Region.Network,
        MeshId = intent.Mesh.MeshId,
        Mesh = new MeshSettings
        {
            TrustDomain = intent.Region.TrustDomain.Name,
            CaTrustDomains = [.. intent.AcceptedPeers.Select(peer => peer.TrustDomain.Name).Distinct().Order(StringComparer.Ordinal)],
            RootNamespace = intent.Mesh.RootNamespace,
            ClusterDomain = intent.Region.ClusterDomain,
            RequiresTls13 = intent.Mesh.MinimumTlsVersion == TlsVersion.Tls13,
            IsRegistryOnly = true,
        },
        Workloads = [.. intent.Workloads.Select(workload => Of(intent, workload)), .. Platform(intent)],
        Intent = AccessIntent.Of(intent),
    };

    private static Workload Of(RegionIntent intent, Components.Intent.Workload workload) => new()
    {
        Name = workload.Name,
        Namespace = workload.Namespace,
        Region = intent.Region.Name,
        Labels = workload.Labels,
        ServiceAccount = workload.ServiceAccount,
        Identity = workload.InMesh ? workload.Identity.ToString() : null,
        DataPlane = workload.InMesh ? DataPlane.Sidecar : DataPlane.None,
        Ports = [.. workload.Ports.Select(port => new WorkloadPort(port.TargetPort, port.Name))],
    };

    /// <summary>The platform's pods that call workloads or are called by them; charts make them, so no manifest has them.</summary>
    private static IEnumerable<Workload> Platform(RegionIntent intent)
    {
        var mesh = intent.Mesh;
        yield return Plain(intent, "istiod", mesh.RootNamespace, "app", "istiod", 15012, 15014, 15017);
        yield return Plain(intent, "prometheus", mesh.MonitoringNamespace, "app.kubernetes.io/name", "prometheus");
        yield return Gateway(intent, mesh.IngressGateway, Gateways.IngressLabels(mesh), Gateways.IngressPorts);
        if (intent.Region.EastWestAddress is not null)
        {
            yield return Gateway(intent, Gateways.EastWest, Gateways.EastWestLabels, [Gateways.EastWestPort]);
        }
    }

    private static Workload Gateway(RegionIntent intent, string name, IReadOnlyDictionary<string, string> labels, IReadOnlyList<int> ports) => new()
    {
        Name = name,
        Namespace = intent.Mesh.GatewayNamespace,
        Region = intent.Region.Name,
        Labels = labels,
        ServiceAccount = name,
        Identity = SpiffeId.ForServiceAccount(intent.Region.TrustDomain, intent.Mesh.GatewayNamespace, name).ToString(),
        DataPlane = DataPlane.Gateway,
        Ports = [.. ports.Select(port => new WorkloadPort(port))],
    };

    private static Workload Plain(RegionIntent intent, string name, string @namespace, string label, string value, params int[] ports) => new()
    {
        Name = name,
        Namespace = @namespace,
        Region = intent.Region.Name,
        Labels = new Dictionary<string, string> { [label] = value },
        ServiceAccount = name,
        DataPlane = DataPlane.None,
        Ports = [.. ports.Select(port => new WorkloadPort(port))],
    };
}

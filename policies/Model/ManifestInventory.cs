using Manifests;
using Manifests.Core.V1;
using Manifests.Istio.Networking.V1;
using Manifests.Istio.Networking.V1Alpha3;
using Manifests.Istio.Security.V1;
using Manifests.Linkerd.Policy.V1Alpha1;
using Manifests.Linkerd.Policy.V1Beta1;
using Manifests.Linkerd.Policy.V1Beta3;
using Manifests.Networking.V1;
using Policies.Istio.Delegates;
using Policies.Istio.GatewayApi;
using Policies.Modelling;
using GatewayApi = Manifests.GatewayApi.V1;
using IstioAuthorizationPolicy = Manifests.Istio.Security.V1.AuthorizationPolicy;
using LinkerdAuthorizationPolicy = Manifests.Linkerd.Policy.V1Alpha1.AuthorizationPolicy;
using LinkerdHttpRoute = Manifests.Linkerd.Policy.V1Beta3.HTTPRoute;

namespace Policies.Model;

/// <summary>Makes the model of a cluster from any manifests.</summary>
/// <remarks>
/// What the manifests do not say is filled in as Kubernetes and Istio would. Workloads of a namespace without an object are taken to have a
/// sidecar where the input has any object of Istio, and <see cref="Cluster.Assumptions"/> says so.
/// </remarks>
public static class ManifestInventory
{
    /// <summary>Reads one cluster.</summary>
    /// <param name="manifests">Its objects, in the order of the input.</param>
    /// <param name="known">What is known besides: the region, the mesh's settings, and workloads and services that no manifest has.</param>
    public static Cluster Read(IEnumerable<MapNode> manifests, KnownCluster? known = null)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        var cluster = known ?? new KnownCluster();
        return Read(new ConfigObjects(manifests, cluster.Region), cluster, new ManifestReviews(isInForce: cluster.IsWhole));
    }

    /// <summary>Reads one cluster from objects that this program made.</summary>
    /// <param name="manifests">Its objects, in the order of the input.</param>
    /// <param name="known">What is known besides: the region, the mesh's settings, and workloads and services that no manifest has.</param>
    /// <param name="shared">What the clusters of its fleet have in common; null where nothing is shared.</param>
    public static Cluster Read(IEnumerable<KubernetesObject> manifests, KnownCluster known, SharedObjects? shared = null)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        ArgumentNullException.ThrowIfNull(known);
        return Read(new ConfigObjects(manifests, known.Region, shared), known, shared?.Reviews ?? new ManifestReviews(isInForce: known.IsWhole));
    }

    private static Cluster Read(ConfigObjects objects, KnownCluster cluster, ManifestReviews reviews)
    {
        var installations = MeshInstallations.Of(objects, cluster.Charts, cluster.Region);
        var planes = MeshInstallations.ControlPlanes(objects, installations);
        var installed = installations is [var first, ..] ? first : null;
        // What is known of the mesh besides, such as its roots, stays beside what an installation says.
        var mesh = cluster.Mesh is not { } known ? MeshConfigReader.Switches(installed?.Settings ?? new MeshSettings(), planes)
            : installed is null ? known
            : MeshConfigReader.Switches(MeshConfigReader.Read(installed.Config, known), planes);
        mesh = (InjectorSettings.Of(objects) ?? installations.Select(installation => installation.Injector).FirstOrDefault(injector => injector is not null)) is { } said
            ? mesh with { Injector = said }
            : mesh;
        var declared = NamespaceReading.Declared(objects);
        var injection = new Injection(declared, mesh.Injector ?? new InjectorSettings(), assumesSidecar: objects.All.Exists(IsOfIstio));

        var read = new PodWorkloads(objects, mesh, injection).Read();
        var machines = objects.Of<WorkloadEntry>();
        read.AddRange(machines.Select(machine => ServiceReading.Machine(machine, mesh)));
        var gateways = objects.Of<GatewayApi.Gateway>();
        read.AddRange(GatewayWorkloads.Of(gateways, mesh, read));
        var workloads = Merge(cluster.Workloads, read);

        var services = objects.Of<Service>();
        var entries = objects.Of<ServiceEntry>();
        var reading = new ServiceReading(mesh, workloads);
        IReadOnlyList<ServiceModel> hosts = Merge([.. cluster.Services.Select(service => WithEndpoints(service, workloads))], [.. services.Select(reading.Kubernetes), .. entries.SelectMany(reading.Entry)]);

        return MeshRouteTranslation.With(new Cluster
        {
            Region = cluster.Region,
            IsWhole = cluster.IsWhole,
            Network = cluster.Network ?? installed?.Network,
            MeshId = cluster.MeshId.Length > 0 ? cluster.MeshId : installed?.MeshId ?? "",
            Mesh = mesh,
            Installations = installations,
            ControlPlanes = planes,
            Linkerd = cluster.Linkerd,
            Namespaces = NamespaceReading.All(declared, workloads, hosts, cluster.IsWhole),
            Workloads = workloads,
            Services = hosts,
            AuthorizationPolicies = objects.Of<IstioAuthorizationPolicy>(),
            PeerAuthentications = objects.Of<PeerAuthentication>(),
            RequestAuthentications = objects.Of<RequestAuthentication>(),
            DestinationRules = objects.Of<DestinationRule>(),
            VirtualServices = DelegatedRoutes.Merged(objects.Of<VirtualService>(), mesh),
            ServiceEntries = entries,
            WorkloadEntries = machines,
            Sidecars = objects.Of<Sidecar>(),
            Gateways = objects.Of<Gateway>(),
            EnvoyFilters = objects.Of<EnvoyFilter>(),
            GatewayApiGateways = gateways,
            NetworkPolicies = objects.Of<NetworkPolicy>(),
            KubernetesServices = services,
            LinkerdServers = objects.Of<Server>(),
            LinkerdHttpRoutes = objects.Of<LinkerdHttpRoute>(),
            LinkerdAuthorizationPolicies = objects.Of<LinkerdAuthorizationPolicy>(),
            LinkerdServerAuthorizations = objects.Of<ServerAuthorization>(),
            LinkerdMeshTlsAuthentications = objects.Of<MeshTLSAuthentication>(),
            LinkerdNetworkAuthentications = objects.Of<NetworkAuthentication>(),
            Others = objects.Others,
            Manifests = objects.All,
            Records = objects.Records,
            Reviews = reviews,
            Intent = cluster.Intent,
            Assumptions = [.. injection.Assumed.Select(name => $"the pods of namespace {name} have a sidecar: the input has no Namespace {name} that says")],
        });
    }

    private static bool IsOfIstio(MapNode manifest) =>
        MeshConfigReader.Text(manifest["apiVersion"])?.Contains(".istio.io/", StringComparison.Ordinal) == true;

    /// <summary>What was known comes first, and stays where a manifest has the same.</summary>
    private static List<Workload> Merge(IReadOnlyList<Workload> known, IReadOnlyList<Workload> read)
    {
        var names = known.Select(workload => (workload.Namespace, workload.Name)).ToHashSet();
        return [.. known, .. read.Where(workload => !names.Contains((workload.Namespace, workload.Name)))];
    }

    /// <summary>What answers for a known service is one of the workloads: itself, for several may have one name, else that of its name.</summary>
    private static ServiceModel WithEndpoints(ServiceModel service, List<Workload> workloads) => service with
    {
        Endpoints =
        [
            .. service.Endpoints.Select(endpoint => workloads.Find(workload => ReferenceEquals(workload, endpoint))
                ?? workloads.Find(workload => (workload.Namespace, workload.Name) == (endpoint.Namespace, endpoint.Name))
                ?? endpoint),
        ],
    };

    private static List<ServiceModel> Merge(IReadOnlyList<ServiceModel> known, IReadOnlyList<ServiceModel> read)
    {
        // A ServiceEntry may have the host of a Service, and is another object.
        var hosts = known.Select(service => (service.Registry, service.Namespace, service.Host)).ToHashSet();
        return [.. known, .. read.Where(service => !hosts.Contains((service.Registry, service.Namespace, service.Host)))];
    }
}

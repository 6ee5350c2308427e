using Manifests;
using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Model;
using Policies.Network;

namespace Policies.Modelling;

/// <summary>What of a cluster decides about calls in a way that this program does not know, so that verdicts stay open.</summary>
internal sealed class OpenQuestions
{
    private readonly Cluster _cluster;
    private readonly IReadOnlyList<ProxyExtension> _extensions;
    private readonly OpenNetworks _networks;
    private readonly IReadOnlyList<MapNode> _meshRoutes;
    private readonly ILookup<ObjectReference, ConfigObject<ServiceEntry>> _entries;
    private readonly ILookup<string, ServiceModel> _fixed;
    private readonly OpenServers _servers;
    private bool? _hasOpenRules;

    /// <summary>Reads a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="policies">Its policies.</param>
    /// <param name="sidecars">Its Sidecars.</param>
    internal OpenQuestions(Cluster cluster, PolicyIndex policies, SidecarIndex sidecars)
    {
        _cluster = cluster;
        _extensions = ProxyExtension.Of(cluster);
        _networks = new OpenNetworks(cluster);
        _meshRoutes = [.. cluster.Others.Where(IsMeshRoute)];
        _entries = cluster.ServiceEntries.ToLookup(entry => entry.Reference);
        _fixed = cluster.Services.Where(service => service.Registry is ServiceRegistry.External && service.Endpoints.Any(endpoint => AddressRange.TryParse(endpoint.Ip, out _) || endpoint.Ip is null))
            .ToLookup(service => service.Host, StringComparer.OrdinalIgnoreCase);
        _servers = new OpenServers(cluster, policies, sidecars);
    }

    private LedCalls Led => field ??= new LedCalls(_cluster);

    /// <summary>Whether some DestinationRule is not understood.</summary>
    internal bool HasOpenRules => _hasOpenRules ??= _cluster.DestinationRules.Any(rule => OfFields(rule.Manifest) is not null);

    /// <summary>A network policy of a foreign kind, or one with an unknown field, that may concern a workload.</summary>
    internal OpenQuestion? OfNetwork(Workload? workload) => workload is null ? null : _networks.Of(workload.Namespace);

    /// <summary>What changes a workload's proxy when it calls.</summary>
    internal OpenQuestion? OfClient(Workload? client, ServiceModel? service, MergedDestinationRule? rule, MapNode? sidecar) =>
        client is null ? null
        : OfProxy(client, asClient: true)
            ?? OpenQuestion.First((rule?.From ?? []).Select(from => OfFields(from.Manifest)))
            ?? OfFields(sidecar)
            ?? (service is null ? null : OfService(service));

    /// <summary>What changes a workload's proxy, or what its policies mean, when it is called.</summary>
    /// <param name="server">The workload.</param>
    /// <param name="services">The services that a waypoint is called for; empty for other workloads.</param>
    /// <param name="readsRequests">Whether the call is a request, of which tokens may be read.</param>
    internal OpenQuestion? OfServer(Workload? server, IReadOnlyList<ServiceModel> services, bool readsRequests) =>
        server is null ? null : OfProxy(server, asClient: false) ?? _servers.Of(server, services, readsRequests);

    /// <summary>What a port speaks to its workload's proxy.</summary>
    /// <param name="server">The workload.</param>
    /// <param name="port">The container port.</param>
    /// <param name="isRequest">Whether the call is a request that the proxy can read.</param>
    internal OpenQuestion? OfPort(Workload? server, int port, bool isRequest) => server is { DataPlane: DataPlane.Sidecar } ? _servers.OfPort(server, port, isRequest) : null;

    /// <summary>Routes by which a waypoint leads calls from a service to others.</summary>
    /// <param name="server">The waypoint, or a workload that calls may be led to.</param>
    /// <param name="service">The service that the waypoint is called for; null for workloads.</param>
    internal OpenQuestion? OfLedCalls(Workload server, ServiceModel? service) => Led.Of(server, service) is { } routes
        ? new OpenQuestion(
            routes.Reference,
            routes.Source,
            service is not null && server.DataPlane is DataPlane.Waypoint
                ? $"its routes lead calls to {service.Host} to other services, which proofs do not follow"
                : $"its routes lead calls to another service to {server}, which proofs do not follow")
        : null;

    /// <summary>Routes of the Gateway API for calls to a service, which its waypoint follows.</summary>
    internal OpenQuestion? OfWaypoint(ServiceModel? service) => service is null || _meshRoutes.Count == 0 ? null : OfRoutes(service);

    /// <summary>An object that changes a workload's proxy.</summary>
    private OpenQuestion? OfProxy(Workload workload, bool asClient) => _extensions.Count == 0 ? null : OpenQuestion.First(_extensions
        .Where(extension => extension.Changes(workload, asClient, _cluster.Mesh))
        .Select(extension => new OpenQuestion(extension.Manifest, _cluster.Region, "what it makes of the proxies that it changes is not known")));

    private OpenQuestion? OfService(ServiceModel service) =>
        (service is { Registry: ServiceRegistry.External, Reference: { } reference } ? OpenQuestion.First(_entries[reference].Select(entry => OfFields(entry.Manifest))) : null)
        ?? (_fixed.Count == 0 ? null : OfSharedHost(service))
        ?? (_meshRoutes.Count == 0 ? null : OfRoutes(service, route => Text(route["kind"]) is not ("HTTPRoute" or "GRPCRoute")));

    /// <summary>
    /// A ServiceEntry with fixed endpoints for a Service's host: of one namespace, endpoints of both are one list, by the names of ports (istio:
    /// <c>EndpointIndex</c>, whose shards of all registries <c>snapshotShards</c> puts together).
    /// </summary>
    private OpenQuestion? OfSharedHost(ServiceModel service) => service.Registry is not ServiceRegistry.Kubernetes ? null
        : _fixed[service.Host].FirstOrDefault(entry => entry.Namespace == service.Namespace
            && entry.Ports.Any(port => service.Ports.Any(own => own.Name == port.Name))
            && entry.Endpoints.Any(endpoint => !service.Endpoints.Contains(endpoint, ReferenceEqualityComparer.Instance))) is { } entry
            ? OpenQuestion.OfSharedHost(entry)
            : null;

    private OpenQuestion? OfRoutes(ServiceModel service, Func<MapNode, bool>? isOpen = null) =>
        OpenQuestion.First(_meshRoutes
            .Where(route => isOpen?.Invoke(route) != false && Parents(route).Any(parent => Text(parent["kind"]) == "Service" && Text(parent["name"]) == service.Name))
            .Select(route => new OpenQuestion(route, _cluster.Region, $"routes of calls to {service.Host} are not modelled")));

    private OpenQuestion? OfFields(MapNode? manifest) => OpenQuestion.OfFields(manifest, _cluster);

    private static bool IsMeshRoute(MapNode manifest) =>
        Text(manifest["apiVersion"]).StartsWith("gateway.networking.k8s.io/", StringComparison.Ordinal)
        && Text(manifest["kind"]).EndsWith("Route", StringComparison.Ordinal)
        && Parents(manifest).Any(parent => Text(parent["kind"]) == "Service");

    private static IEnumerable<MapNode> Parents(MapNode route) => ((route["spec"] as MapNode)?["parentRefs"] as ListNode)?.OfType<MapNode>() ?? [];

    private static string Text(Node? node) => (node as ScalarNode)?.AsString ?? "";
}

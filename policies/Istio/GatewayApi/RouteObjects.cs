using Manifests;
using Policies.Model;
using Policies.Network;
using Api = Manifests.GatewayApi.V1;
using Networking = Manifests.Istio.Networking.V1;

namespace Policies.Istio.GatewayApi;

/// <summary>The routes of the Gateway API in a cluster, the oldest first, and what they are attached to.</summary>
internal sealed class RouteObjects(Cluster cluster, IReadOnlyList<ListenerServer> listeners)
{
    private const string Group = "gateway.networking.k8s.io";
    private const string Clusters = "multicluster.x-k8s.io";

    /// <summary>Whether services of another namespace count only where that one grants them; routes of the mesh need none.</summary>
    public bool AsksGrants { get; init; } = true;

    /// <summary>The parents that a route states.</summary>
    public static IEnumerable<MapNode> ParentsOf(MapNode route) => Items((route["spec"] as MapNode)?["parentRefs"]);

    /// <summary>The routes of a kind.</summary>
    public IEnumerable<RouteObject> Of(string kind) => cluster.Manifests
        .Where(manifest => Text(manifest["kind"]) == kind
            && Text(manifest["apiVersion"])?.StartsWith($"{Group}/", StringComparison.Ordinal) == true && manifest["spec"] is MapNode)
        .Select((manifest, index) => (
            Manifest: manifest,
            Reference: ObjectReference.To(manifest, cluster.Region),
            Created: Text((manifest["metadata"] as MapNode)?["creationTimestamp"]) ?? "",
            index))
        .Where(entry => entry.Reference is not null)
        .OrderBy(entry => entry.Created, StringComparer.Ordinal).ThenBy(entry => entry.Reference!.ToString(), StringComparer.Ordinal)
        .Select(entry => new RouteObject(entry.Manifest, entry.Reference!, entry.index));

    /// <summary>The names of the listeners that take a route: those of its parents that it may name and that let its namespace and kind in.</summary>
    public IReadOnlyList<string> ListenersOf(RouteObject route) =>
    [
        .. from parent in ((route.Manifest["spec"] as MapNode)?["parentRefs"] as ListNode ?? []).OfType<MapNode>()
           where (Text(parent["group"]) ?? Group) == Group && (Text(parent["kind"]) ?? "Gateway") == "Gateway"
           from listener in listeners
           where listener.Gateway.Name == Text(parent["name"]) && listener.Gateway.Namespace == (Text(parent["namespace"]) ?? route.Namespace)
               && (Text(parent["sectionName"]) is not { } section || section == listener.Listener.Name)
               && ((parent["port"] as ScalarNode)?.AsInteger is not { } port || port == listener.Listener.Port)
               && TakesNamespace(listener, route.Namespace) && TakesKind(listener.Listener, route.Reference.Kind)
           select listener.Name,
    ];

    /// <summary>The destinations of a rule. Services of another namespace count only where that one grants them to the route's.</summary>
    public IReadOnlyList<Networking.VirtualServiceDestination> Destinations(
        RouteObject route, IEnumerable<(string? Group, string? Kind, string Name, string? Namespace, long? Port, long? Weight)> backends) =>
    [
        .. from backend in backends
           where backend.Weight is not 0
           let host = HostOf(route, backend.Group, backend.Kind, backend.Name, backend.Namespace)
           where host is not null
           select new Networking.VirtualServiceDestination { Host = host, Port = backend.Port is { } port ? new() { Number = port } : null },
    ];

    /// <summary>
    /// The host of a destination: a Service's, that of the Service which a ServiceImport stands for, or any that Istio knows (<c>Hostname</c>); null for one that
    /// istiod does not take (<c>buildDestination</c>, with <c>ENABLE_MCS_HOST</c> off as it is by default).
    /// </summary>
    private string? HostOf(RouteObject route, string? group, string? kind, string name, string? @namespace) => (group ?? "", kind ?? "Service") switch
    {
        ("networking.istio.io", "Hostname") => @namespace is null ? name : null,
        ("", "Service") or (Clusters, "ServiceImport")
            when @namespace is null || @namespace == route.Namespace || !AsksGrants || IsGranted(route, @namespace, kind ?? "Service", name) =>
            $"{name}.{@namespace ?? route.Namespace}.svc.{cluster.Mesh.ClusterDomain}",
        _ => null,
    };

    /// <summary>A VirtualService for a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="spec">What it means.</param>
    /// <param name="isKnown">Whether that is all of it: of a filter that is not modelled nobody knows what becomes of requests.</param>
    public ConfigObject<Networking.VirtualService> VirtualService(RouteObject route, Networking.VirtualServiceSpec spec, bool isKnown = true)
    {
        var made = new Networking.VirtualService { Metadata = new() { Name = route.Reference.Name, Namespace = route.Namespace }, Spec = spec };
        var manifest = made.ToNode();
        cluster.Reviews.Take(manifest, cluster.Reviews.Of(route.Manifest).Open ?? (isKnown ? null : "it has a filter that is not modelled"));
        return new ConfigObject<Networking.VirtualService> { Object = made, Manifest = manifest, Reference = route.Reference, Source = route.Source, Index = route.Index };
    }

    private bool TakesNamespace(ListenerServer listener, string @namespace) => listener.Listener.AllowedRoutes?.Namespaces is not { From: { } from } allowed
        ? listener.Gateway.Namespace == @namespace
        : from switch
        {
            Api.GatewayAllowedRoutesNamespacesFrom.All => true,
            Api.GatewayAllowedRoutesNamespacesFrom.Selector => allowed.Selector is { } selector
                && Manifests.Meta.V1.LabelSelector.FromNode(selector.ToNode()).Picks(
                    cluster.Namespaces.FirstOrDefault(candidate => candidate.Name == @namespace)?.Labels ?? new Dictionary<string, string>()),
            Api.GatewayAllowedRoutesNamespacesFrom.Same => listener.Gateway.Namespace == @namespace,
            _ => false,
        };

    private static bool TakesKind(Api.GatewayListener listener, string kind) => listener.AllowedRoutes?.Kinds is { Count: > 0 } kinds
        ? kinds.Any(allowed => allowed.Kind == kind)
        : listener.Protocol switch
        {
            "HTTP" or "HTTPS" => kind is "HTTPRoute" or "GRPCRoute",
            "TLS" => kind is "TLSRoute" or "TCPRoute",
            _ => kind is "TCPRoute",
        };

    private bool IsGranted(RouteObject route, string @namespace, string kind, string service) => cluster.Manifests.Any(manifest =>
        Text(manifest["kind"]) == "ReferenceGrant" && Text((manifest["metadata"] as MapNode)?["namespace"]) == @namespace && manifest["spec"] is MapNode spec
        && Items(spec["from"]).Any(from =>
            Text(from["group"]) == Group && Text(from["kind"]) == route.Reference.Kind && Text(from["namespace"]) == route.Namespace)
        && Items(spec["to"]).Any(to => (Text(to["group"]) ?? "") == (kind == "Service" ? "" : Clusters) && Text(to["kind"]) == kind
            && (Text(to["name"]) is not { } name || name == service)));

    private static IEnumerable<MapNode> Items(Node? node) => (node as ListNode ?? []).OfType<MapNode>();

    private static string? Text(Node? node) => (node as ScalarNode)?.AsString;
}

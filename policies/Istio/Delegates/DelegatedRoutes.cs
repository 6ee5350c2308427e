using Manifests;
using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio.Delegates;

/// <summary>
/// VirtualServices with the routes of those to which they delegate in place of their own, which is how istiod takes them
/// (<c>pilot/pkg/model/virtualservice_controller.go</c>, <c>mergeVirtualServices</c>).
/// </summary>
internal static class DelegatedRoutes
{
    /// <summary>The VirtualServices that proxies get: those without hosts are there to be delegated to only.</summary>
    /// <param name="written">All of a cluster as they were written.</param>
    /// <param name="mesh">The mesh's settings.</param>
    public static IReadOnlyList<ConfigObject<VirtualService>> Merged(IReadOnlyList<ConfigObject<VirtualService>> written, MeshSettings mesh)
    {
        if (written.All(service => service.Object.Spec is not { } spec || (spec.Hosts is { Count: > 0 } && !Delegates(spec))))
        {
            return written;
        }

        var delegates = written.Where(service => service.Object.Spec is { Hosts: not { Count: > 0 } }).ToLookup(service => (service.Namespace, service.Name));
        return
        [
            .. written.Where(service => service.Object.Spec is not { Hosts: not { Count: > 0 } })
                .Select(service => service.Object.Spec is { } spec && Delegates(spec) ? Merge(service, spec, route => Find(delegates, service, route, mesh), mesh) : service),
        ];
    }

    /// <summary>The delegate of a route; null where there is none, or its <c>exportTo</c> keeps it from the root's namespace.</summary>
    private static ConfigObject<VirtualService>? Find(
        ILookup<(string Namespace, string Name), ConfigObject<VirtualService>> delegates, ConfigObject<VirtualService> root, VirtualServiceDelegate to, MeshSettings mesh) =>
        delegates[(to.Namespace is { Length: > 0 } stated ? stated : root.Namespace, to.Name ?? "")].FirstOrDefault() is { } found
            && Visibility.IsShown(found.Object.Spec!.ExportTo, mesh.DefaultVirtualServiceExportTo, found.Namespace, root.Namespace)
                ? found
                : null;

    private static ConfigObject<VirtualService> Merge(
        ConfigObject<VirtualService> root, VirtualServiceSpec spec, Func<VirtualServiceDelegate, ConfigObject<VirtualService>?> find, MeshSettings mesh)
    {
        List<VirtualServiceHttp> routes = [];
        var written = new ListNode();
        foreach (var (route, node) in spec.Http!.Zip(Routes(root.Manifest)))
        {
            written.Add(node);
            if (route.Delegate is not { } to)
            {
                routes.Add(route);
            }
            else if (find(to) is { } found)
            {
                routes.AddRange((found.Object.Spec!.Http ?? []).Select(leaf => Merge(route, root.Namespace, leaf, found.Namespace, mesh)).OfType<VirtualServiceHttp>());
                foreach (var leaf in Routes(found.Manifest))
                {
                    written.Add(leaf);
                }
            }
        }

        // What is not understood of any of them is not understood of the whole.
        return root with { Object = root.Object with { Spec = spec with { Http = [.. routes] } }, Manifest = With(root.Manifest, "spec", With((MapNode)root.Manifest["spec"]!, "http", written)) };
    }

    /// <summary>A delegate's route under its root's: what it does not say, the root says; null where istiod drops it, since it takes requests that the root's does not.</summary>
    /// <param name="root">The route that delegates.</param>
    /// <param name="rootNamespace">The namespace of its VirtualService.</param>
    /// <param name="leaf">The delegate's route.</param>
    /// <param name="leafNamespace">The namespace of the delegate.</param>
    /// <param name="mesh">The mesh's settings.</param>
    internal static VirtualServiceHttp? Merge(VirtualServiceHttp root, string rootNamespace, VirtualServiceHttp leaf, string leafNamespace, MeshSettings mesh) =>
        Merge(Resolved(root, rootNamespace, mesh), Resolved(leaf, leafNamespace, mesh));

    private static VirtualServiceHttp? Merge(VirtualServiceHttp root, VirtualServiceHttp leaf) => MatchMerge.Of(root.Match, leaf.Match) is not { } matches
        ? null
        : leaf with
        {
            Match = matches.Count == 0 ? null : [.. matches],
            Rewrite = leaf.Rewrite ?? root.Rewrite,
            DirectResponse = leaf.DirectResponse ?? root.DirectResponse,
            Timeout = leaf.Timeout ?? root.Timeout,
            Retries = leaf.Retries ?? root.Retries,
            Fault = leaf.Fault ?? root.Fault,
            Mirror = leaf.Mirror ?? root.Mirror,
            MirrorPercentage = leaf.MirrorPercentage ?? root.MirrorPercentage,
            CorsPolicy = leaf.CorsPolicy ?? root.CorsPolicy,
            Mirrors = leaf.Mirrors ?? root.Mirrors,
            Headers = leaf.Headers ?? root.Headers,
        };

    /// <summary>Short names of a delegate are of its own namespace (<c>ResolveVirtualServiceShortnames</c>).</summary>
    private static VirtualServiceHttp Resolved(VirtualServiceHttp route, string @namespace, MeshSettings mesh) => route with
    {
        Match = route.Match is not { Count: > 0 } matches
            ? null
            : [.. matches.Select(match => match.Gateways is { Count: > 0 } gateways ? match with { Gateways = [.. gateways.Select(name => VirtualServiceRouting.Qualify(name, @namespace))] } : match)],
        Route = route.Route is not { } ways
            ? null
            : [.. ways.Select(way => way with { Destination = way.Destination with { Host = HostNames.Resolve(way.Destination.Host, @namespace, mesh.ClusterDomain) } })],
    };

    private static bool Delegates(VirtualServiceSpec spec) => spec.Http?.Any(route => route.Delegate is not null) == true;

    private static IEnumerable<Node> Routes(MapNode manifest) => (manifest["spec"] as MapNode)?["http"] as ListNode ?? [];

    private static MapNode With(MapNode map, string key, Node value)
    {
        var copy = new MapNode(map.Count) { Mark = map.Mark };
        foreach (var entry in map)
        {
            copy.Add(entry.Key, entry.Key == key ? value : entry.Value);
        }

        return copy;
    }
}

using Manifests;
using Policies.Model;

namespace Policies.Modelling;

/// <summary>An object that changes proxies in ways that nobody can tell from outside: an EnvoyFilter, a WasmPlugin, a TrafficExtension, a ProxyConfig.</summary>
/// <param name="Manifest">The object.</param>
internal sealed record ProxyExtension(MapNode Manifest)
{
    private static readonly HashSet<string> Kinds = new(["EnvoyFilter", "WasmPlugin", "TrafficExtension", "ProxyConfig"], StringComparer.Ordinal);

    /// <summary>Those of a cluster that change more than numbers of threads and images.</summary>
    internal static IReadOnlyList<ProxyExtension> Of(Cluster cluster) =>
    [
        .. cluster.EnvoyFilters.Select(filter => filter.Manifest).Concat(cluster.Others).Where(Is).Select(manifest => new ProxyExtension(manifest)),
    ];

    /// <summary>Whether an object is one.</summary>
    internal static bool Is(MapNode manifest) =>
        Kinds.Contains(Text(manifest["kind"]))
        && Text(manifest["apiVersion"]).Contains(".istio.io/", StringComparison.Ordinal)
        && (Text(manifest["kind"]) != "ProxyConfig" || Spec(manifest)["environmentVariables"] is MapNode { Count: > 0 });

    /// <summary>Whether it changes what a workload's proxy does as a client, or as a server.</summary>
    internal bool Changes(Workload workload, bool asClient, MeshSettings mesh)
    {
        var @namespace = Text((Manifest["metadata"] as MapNode)?["namespace"]) is { Length: > 0 } stated ? stated : ObjectNames.DefaultNamespace;
        return workload.DataPlane is DataPlane.Sidecar or DataPlane.Gateway or DataPlane.Waypoint
            && (@namespace == workload.Namespace || @namespace == mesh.RootNamespace)
            && Selects(workload)
            && IsOnSide(workload, asClient);
    }

    private bool Selects(Workload workload)
    {
        var targets = Items(Spec(Manifest)["targetRefs"]).Concat(Spec(Manifest)["targetRef"] is MapNode one ? [one] : []).ToList();
        if (targets.Count > 0)
        {
            // A Service or a class is served by waypoints, of which any may be meant.
            return workload.Labels.TryGetValue(WellKnownLabels.GatewayName, out var gateway)
                && targets.Exists(target => Text(target["kind"]) != "Gateway" || Text(target["name"]) == gateway);
        }

        var labels = (Spec(Manifest)["selector"] as MapNode)?["matchLabels"] ?? (Spec(Manifest)["workloadSelector"] as MapNode)?["labels"];
        return (labels as MapNode ?? []).All(label => workload.Labels.GetValueOrDefault(label.Key) == Text(label.Value));
    }

    /// <summary>Patches of EnvoyFilters and matches of plugins may say the side; what says none is on both.</summary>
    private bool IsOnSide(Workload workload, bool asClient)
    {
        var patches = Items(Spec(Manifest)["configPatches"]).ToList();
        if (patches.Count > 0)
        {
            var own = workload.DataPlane switch
            {
                DataPlane.Gateway => "GATEWAY",
                DataPlane.Waypoint => "WAYPOINT",
                _ => asClient ? "SIDECAR_OUTBOUND" : "SIDECAR_INBOUND",
            };
            return patches.Select(patch => Text((patch["match"] as MapNode)?["context"])).Any(context => context is "" or "ANY" || context == own);
        }

        var modes = Items(Spec(Manifest)["match"]).Select(match => Text(match["mode"])).ToList();
        return modes.Count == 0 || modes.Exists(mode => mode != (asClient ? "SERVER" : "CLIENT"));
    }

    private static MapNode Spec(MapNode manifest) => manifest["spec"] as MapNode ?? [];

    private static IEnumerable<MapNode> Items(Node? node) => (node as ListNode)?.OfType<MapNode>() ?? [];

    private static string Text(Node? node) => (node as ScalarNode)?.AsString ?? "";
}

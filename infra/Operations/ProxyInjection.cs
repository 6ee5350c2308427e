using Components.Intent;
using Infra.Cli;
using Infra.Live;
using Manifests;

namespace Infra.Operations;

/// <summary>Gives the pods of a namespace their proxies: a pod gets one when it is made, so workloads without are restarted, one after the other.</summary>
internal sealed class ProxyInjection(Kubectl kubectl, RegionPlan plan, string @namespace, TimeProvider clock)
{
    private const string Workloads = "deployments.apps,statefulsets.apps,daemonsets.apps,pods";

    // istio-injection, istio.io/rev, istio.io/dataplane-mode, linkerd.io/inject: by them a mesh tells what becomes of a namespace's pods.
    private static readonly string[] Prefixes = ["istio", "linkerd.io"];

    private static readonly string[] MarkFields = ["labels", "annotations"];

    // None for ambient mode, whose pods need no restart.
    private readonly string? _proxy = Proxies.Container(plan.Intent.Namespaces.First(own => own.Name == @namespace).DataPlane);

    private Region Region => plan.Intent.Region;

    /// <summary>The steps for what the cluster has now.</summary>
    public async Task<IReadOnlyList<OperationStep>> StepsAsync(string stack, TimeSpan limit)
    {
        var objects = await ListAsync();
        var pods = objects.Where(manifest => Text(manifest, "kind") == "Pod").ToList();
        return
        [
            new OperationStep($"label {Region.Name}", $"{Region.Name}: see that namespace {@namespace} is marked as in the plan", _ => LabelsAsync(stack)),
            .. objects.Where(manifest => IsController(manifest) && PodsOf(manifest, pods).Any(IsWithout))
                .Select(workload => Restart(workload, limit)),
        ];
    }

    /// <summary>Pods that no controller makes again; somebody has to.</summary>
    public async Task<IReadOnlyList<string>> OrphansAsync() =>
    [
        .. from pod in await ListAsync()
           where Text(pod, "kind") == "Pod" && IsWithout(pod) && ((pod["metadata"] as MapNode)?["ownerReferences"] as ListNode) is null or { Count: 0 }
           select $"{Region.Name}/{@namespace}/{Name(pod)}",
    ];

    private OperationStep Restart(MapNode workload, TimeSpan limit)
    {
        var title = $"{Text(workload, "kind")!.ToLowerInvariant()}/{Name(workload)}";
        return new OperationStep($"restart {Region.Name} {title}", $"{Region.Name}: restart {title}, and wait until each of its pods has a proxy", async _ =>
        {
            await kubectl.DoAsync(Region.Name, Region.Context, ["rollout", "restart", title, "--namespace", @namespace]);
            await new Waiting(clock, limit).ForAsync(
                $"{Region.Name}: {title}",
                () => MissingAsync(Text(workload, "kind")!, Name(workload)),
                $"look at kubectl --context {ShellWord.Of(Region.Context)} -n {@namespace} describe {title}; 'kubectl rollout undo' brings the old pods back");
            return "every pod has a proxy";
        });
    }

    private async Task<string?> MissingAsync(string kind, string name)
    {
        var objects = await ListAsync();
        var workload = objects.FirstOrDefault(manifest => Text(manifest, "kind") == kind && Name(manifest) == name);
        if (workload is null)
        {
            return "it is gone";
        }

        if (Rollout.Problem(workload) is { } problem)
        {
            return problem;
        }

        var without = PodsOf(workload, objects.Where(manifest => Text(manifest, "kind") == "Pod")).Count(IsWithout);
        return without > 0 ? $"{without} pod{(without == 1 ? "" : "s")} without a proxy" : null;
    }

    private async Task<string> LabelsAsync(string stack)
    {
        var planned = plan.Manifests
            .Select(manifest => (manifest.Kind, Node: manifest.ToNode())).First(each => each.Kind == "Namespace" && Name(each.Node) == @namespace).Node;
        var live = await kubectl.FindAsync(Region.Name, Region.Context, "namespace", null, @namespace);
        var missing = Marks(planned).Where(mark => !Equals(mark.Value, (((live?["metadata"] as MapNode)?[mark.Field]) as MapNode)?[mark.Key]))
            .Select(mark => $"{mark.Field[..^1]} {mark.Key}={(mark.Value as ScalarNode)?.Text}")
            .ToList();
        return live is null ? throw NotDeployed($"there is no namespace {@namespace} in the cluster")
            : missing.Count > 0 ? throw NotDeployed($"namespace {@namespace} has no {string.Join(", ", missing)} in the cluster")
            : "it does";

        CliFailure NotDeployed(string problem) =>
            CliFailure.Unreadable($"{Region.Name}: {problem}", $"run 'pulumi up --stack {stack}', then this command again: it goes on from here");
    }

    private static IEnumerable<(string Field, string Key, Node Value)> Marks(MapNode planned) =>
        from field in MarkFields
        from entry in (planned["metadata"] as MapNode)?[field] as MapNode ?? []
        where Array.Exists(Prefixes, prefix => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
        select (field, entry.Key, entry.Value);

    private bool IsWithout(MapNode pod) => _proxy is not null && !Proxies.HasContainer(pod, _proxy);

    private Task<IReadOnlyList<MapNode>> ListAsync() => kubectl.ListAsync(Region.Name, Region.Context, Workloads, @namespace);

    private static IEnumerable<MapNode> PodsOf(MapNode workload, IEnumerable<MapNode> pods)
    {
        var selector = ((workload["spec"] as MapNode)?["selector"] as MapNode)?["matchLabels"] as MapNode ?? [];
        return pods.Where(pod => (pod["metadata"] as MapNode)?["deletionTimestamp"] is null
            && selector.Count > 0 && selector.All(label => Equals(label.Value, ((pod["metadata"] as MapNode)?["labels"] as MapNode)?[label.Key])));
    }

    private static bool IsController(MapNode manifest) => Text(manifest, "kind") is "Deployment" or "StatefulSet" or "DaemonSet";

    private static string Name(MapNode manifest) => Text((manifest["metadata"] as MapNode) ?? [], "name") ?? "";

    private static string? Text(MapNode map, string key) => (map[key] as ScalarNode)?.AsString;
}

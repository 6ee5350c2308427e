using Infra.Cli.Snapshots;
using Manifests;
using Policies;

namespace Infra.Live;

/// <summary>Holds a region's cluster to the objects of its plan.</summary>
internal static class PlannedObjects
{
    // Enough to see what happened; the rest is in the diff of 'pulumi preview --refresh'.
    private const int FieldsShown = 5;

    // What widens or narrows who may call whom.
    private static readonly (string Group, string Kind)[] PolicyKinds =
    [
        ("security.istio.io", "AuthorizationPolicy"), ("security.istio.io", "PeerAuthentication"), ("security.istio.io", "RequestAuthentication"),
        ("networking.istio.io", "DestinationRule"), ("networking.istio.io", "EnvoyFilter"), ("networking.istio.io", "Sidecar"),
        ("networking.istio.io", "ServiceEntry"), ("networking.k8s.io", "NetworkPolicy"),
    ];

    /// <summary>What is missing, changed, or there besides.</summary>
    public static IEnumerable<Finding> Check(RegionPlan plan, LiveCluster cluster)
    {
        var planned = plan.Manifests.Select(manifest => manifest.ToNode()).ToDictionary(manifest => ObjectKey.Of(manifest)!);
        foreach (var (key, manifest) in planned)
        {
            var subject = Reference(cluster.Region, key);
            if (cluster.Find(key) is not { } live)
            {
                yield return new Finding { Rule = LiveCatalogue.MissingObject, Subject = subject, Message = "the plan has it and the cluster does not" };
            }
            else if (((live["metadata"] as MapNode)?["deletionTimestamp"] as ScalarNode)?.AsString is { } deleted)
            {
                yield return new Finding
                {
                    Rule = LiveCatalogue.MissingObject,
                    Subject = subject,
                    Message = $"it is being deleted since {deleted}, and is gone as soon as its finalizers let it",
                    Remedy = "see who deletes it, and what its finalizers wait for; when it is gone, 'pulumi up --refresh' makes it again",
                };
            }
            else if (Drift.Between(manifest, live) is { Count: > 0 } changes)
            {
                yield return new Finding { Rule = LiveCatalogue.ChangedObject, Subject = subject, Message = Words(changes) };
            }
        }

        var namespaces = planned.Keys.Select(key => key.Namespace).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var (group, kind) in PolicyKinds)
        {
            foreach (var (key, live) in cluster.OfKind(group, kind))
            {
                if (!planned.ContainsKey(key) && namespaces.Contains(key.Namespace!) && !IsOfAChart(live))
                {
                    yield return new Finding
                    {
                        Rule = LiveCatalogue.UnplannedPolicy,
                        Subject = Reference(cluster.Region, key),
                        Message = "it may open or close calls that the plan decides about",
                    };
                }
            }
        }
    }

    /// <summary>Names an object of a region.</summary>
    public static ObjectReference Reference(string region, ObjectKey key) =>
        new() { Region = region, Kind = key.Kind, Namespace = key.Namespace, Name = key.Name };

    private static bool IsOfAChart(MapNode live) =>
        ((live["metadata"] as MapNode)?["labels"] as MapNode)?["app.kubernetes.io/managed-by"] is ScalarNode { AsString: "Helm" };

    private static string Words(IReadOnlyList<FieldChange> changes)
    {
        var shown = changes.Take(FieldsShown).Select(change => $"{change.Path}: {Value(change.Before)} in the plan, {Value(change.After)} in the cluster");
        var rest = changes.Count > FieldsShown ? $"; and {changes.Count - FieldsShown} more fields" : "";
        return string.Join("; ", shown) + rest;
    }

    private static string Value(Node? node) => node switch
    {
        null => "absent",
        ScalarNode scalar => $"'{scalar.Text}'",
        MapNode map => $"a map of {string.Join(", ", map.Select(entry => entry.Key))}",
        ListNode { Count: var count } => count == 1 ? "a list of 1 item" : $"a list of {count} items",
        _ => "another value",
    };
}

using Infra.Cli.Snapshots;
using Manifests;
using Manifests.Validation;

namespace Infra.Live;

/// <summary>
/// Compares an object of the plan with the one in the cluster. What the API server and controllers fill in is no difference; what
/// somebody changed, took away or added is.
/// </summary>
internal static class Drift
{
    /// <summary>The fields that differ; <see cref="FieldChange.Before"/> is the plan's value and <see cref="FieldChange.After"/> the cluster's.</summary>
    public static IReadOnlyList<FieldChange> Between(MapNode planned, MapNode live)
    {
        var changes = new List<FieldChange>();
        foreach (var entry in SchemaDefaults.Fill(planned))
        {
            switch (entry.Key)
            {
                case "apiVersion" or "kind" or "status":
                    break;
                case "metadata":
                    CompareMetadata((MapNode)entry.Value, live["metadata"] as MapNode ?? [], changes);
                    break;
                default:
                    Compare(entry.Key, entry.Key, entry.Value, live[entry.Key], changes);
                    break;
            }
        }

        foreach (var entry in live)
        {
            if (!planned.ContainsKey(entry.Key) && entry.Key is not "status" && !ServerFields.IsFilledIn(entry.Key, entry.Value))
            {
                changes.Add(new FieldChange(entry.Key, null, entry.Value));
            }
        }

        return changes;
    }

    private static void CompareMetadata(MapNode planned, MapNode live, List<FieldChange> changes)
    {
        foreach (var field in new[] { "labels", "annotations" })
        {
            var (ours, theirs) = (planned[field] as MapNode ?? [], live[field] as MapNode ?? []);
            foreach (var entry in ours)
            {
                if (!Equals(entry.Value, theirs[entry.Key]))
                {
                    changes.Add(new FieldChange($"metadata.{field}[\"{entry.Key}\"]", entry.Value, theirs[entry.Key]));
                }
            }

            foreach (var entry in theirs)
            {
                if (!ours.ContainsKey(entry.Key) && ServerFields.SteersAMesh(entry.Key))
                {
                    changes.Add(new FieldChange($"metadata.{field}[\"{entry.Key}\"]", null, entry.Value));
                }
            }
        }
    }

    private static void Compare(string path, string field, Node planned, Node? live, List<FieldChange> changes)
    {
        switch (planned, live)
        {
            case (MapNode ours, MapNode theirs):
                CompareMaps(path, ours, theirs, changes);
                break;
            case (ListNode ours, ListNode theirs) when ours.Count == theirs.Count:
                for (var i = 0; i < ours.Count; i++)
                {
                    Compare($"{path}[{i}]", field, ours[i], theirs[i], changes);
                }

                break;
            case (_, null) when IsEmpty(planned):
                break;
            case (ScalarNode ours, ScalarNode theirs) when ScalarEquality.Same(ours, theirs):
                break;
            default:
                changes.Add(new FieldChange(path, planned, live));
                break;
        }
    }

    private static void CompareMaps(string path, MapNode planned, MapNode live, List<FieldChange> changes)
    {
        foreach (var entry in planned)
        {
            Compare($"{path}.{entry.Key}", entry.Key, entry.Value, live[entry.Key], changes);
        }

        foreach (var entry in live)
        {
            if (!planned.ContainsKey(entry.Key) && !IsEmpty(entry.Value) && !ServerFields.IsFilledIn(entry.Key, entry.Value))
            {
                changes.Add(new FieldChange($"{path}.{entry.Key}", null, entry.Value));
            }
        }
    }

    private static bool IsEmpty(Node node) => node is MapNode { Count: 0 } or ListNode { Count: 0 } or ScalarNode { IsNull: true };
}

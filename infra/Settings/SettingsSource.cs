using Manifests;

namespace Infra.Settings;

/// <summary>The configuration of one stack as it was read: a tree with the place of each value, where the file is known.</summary>
internal sealed class SettingsSource(MapNode tree, string? file)
{
    /// <summary>The Pulumi project whose configuration this is, and so the namespace of its keys.</summary>
    public const string Project = "mtls";

    /// <summary>The keys with their values, <c>mtls:mesh</c> and so on.</summary>
    public MapNode Tree { get; } = tree;

    /// <summary>The file as the user named it; null where the values came from the Pulumi engine.</summary>
    public string? File { get; } = file;

    /// <summary>Whether the source says anything at a path, right or wrong.</summary>
    public bool Has(SettingsPath path) => Walk(path).node is not null;

    /// <summary>How many entries the map or list at a path has, right or wrong; 0 where there is none.</summary>
    public int CountAt(SettingsPath path) => Walk(path).node switch
    {
        MapNode map => map.Count,
        ListNode list => list.Count,
        _ => 0,
    };

    /// <summary>The line of a path's key, or of the nearest thing around it; null where the values came from the Pulumi engine.</summary>
    public int? LineOf(SettingsPath path) => File is null ? null : Walk(path).line;

    private (Node? node, int line) Walk(SettingsPath path)
    {
        Node? node = Tree;
        var line = Tree.Mark?.Line ?? 1;
        foreach (var step in path.Steps())
        {
            if (step.Key is { } key && node is MapNode map && map.IndexOf(key) is >= 0 and var position)
            {
                var entry = map.EntryAt(position);
                (node, line) = (entry.Value, entry.KeyMark?.Line ?? entry.Value.Mark?.Line ?? line);
            }
            else if (step.Key is null && node is ListNode list && step.Index < list.Count)
            {
                (node, line) = (list[step.Index], list[step.Index].Mark?.Line ?? line);
            }
            else
            {
                return (null, line);
            }
        }

        return (node, line);
    }
}

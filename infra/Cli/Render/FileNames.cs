using System.Text;
using Infra.Cli.Snapshots;

namespace Infra.Cli.Render;

/// <summary>Names the files of a region's manifests.</summary>
internal static class FileNames
{
    // No namespace begins with an underscore.
    private const string ClusterScoped = "_cluster";

    /// <summary>
    /// The entries by path: <c>&lt;namespace&gt;/&lt;kind&gt;-&lt;name&gt;.yaml</c>; where two kinds of different groups share a name, the group joins in.
    /// </summary>
    public static SortedDictionary<string, SnapshotEntry> Of(IEnumerable<SnapshotEntry> entries)
    {
        var files = new SortedDictionary<string, SnapshotEntry>(StringComparer.Ordinal);
        foreach (var same in entries.GroupBy(entry => Path(entry, entry.Kind), StringComparer.Ordinal))
        {
            var list = same.ToList();
            foreach (var entry in list)
            {
                files.Add(list.Count == 1 ? same.Key : Path(entry, $"{entry.Kind}.{entry.Group}"), entry);
            }
        }

        return files;
    }

    /// <summary>
    /// A name that every file system takes and that stays inside its folder: lower-case letters, digits, <c>-</c>, <c>.</c> and <c>_</c> as they
    /// are, others as <c>%</c> and their hexadecimal code.
    /// </summary>
    public static string Safe(string name)
    {
        var safe = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            _ = char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_' || (character == '.' && safe.Length > 0)
                ? safe.Append(character)
                : safe.Append($"%{(int)character:x2}");
        }

        return safe.ToString();
    }

    private static string Path(SnapshotEntry entry, string kind) =>
        $"{(entry.Namespace is null ? ClusterScoped : Safe(entry.Namespace))}/{Safe(kind.ToLowerInvariant())}-{Safe(entry.Name)}.yaml";
}

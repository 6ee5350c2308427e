using System.Text;
using Infra.Cli.Snapshots;
using Manifests.Writing;
using Policies.Model;

namespace Infra.Cli.Render;

/// <summary>The files that <c>render</c> writes, by path relative to the output folder with forward slashes.</summary>
internal static class RenderedTree
{
    /// <summary>The files of a snapshot, <see cref="SnapshotFile.Name"/> included.</summary>
    /// <param name="snapshot">What is rendered.</param>
    /// <param name="sealedSecrets">The SealedSecrets that stand for everything that the snapshot holds back; null where it stays held back.</param>
    /// <param name="known">What is known of the clusters besides their objects, so that the tree can be proven; null to leave it out.</param>
    /// <exception cref="InvalidOperationException">A file would hold a private key: a fault of this program.</exception>
    public static SortedDictionary<string, string> Of(
        Snapshot snapshot, IReadOnlyList<SnapshotEntry>? sealedSecrets = null, IReadOnlyList<KnownCluster>? known = null)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (known is not null)
        {
            files[AccessFile.Name] = AccessFile.Write(known);
        }

        var entries = sealedSecrets is null ? snapshot.Entries : [.. snapshot.Entries.Where(entry => !entry.HeldBack), .. sealedSecrets];
        foreach (var region in entries.GroupBy(entry => entry.Region))
        {
            AddRegion(files, $"{FileNames.Safe(region.Key)}/", [.. region]);
        }

        files[SnapshotFile.Name] = SnapshotFile.Write(snapshot, [.. files.Keys]);
        return files.FirstOrDefault(file => file.Value.Contains("PRIVATE KEY", StringComparison.Ordinal)) is { Key: { } path }
            ? throw new InvalidOperationException($"{path} would hold a private key")
            : files;
    }

    private static void AddRegion(SortedDictionary<string, string> files, string folder, List<SnapshotEntry> entries)
    {
        var manifests = FileNames.Of(entries.Where(entry => entry is { IsRelease: false, HeldBack: false }));
        foreach (var (path, entry) in manifests)
        {
            files[folder + path] = ManifestWriter.WriteYaml(entry.Content);
        }

        foreach (var release in entries.Where(entry => entry.IsRelease))
        {
            files[$"{folder}_helm/{FileNames.Safe(release.Name)}.yaml"] = HelmValues.Of(release);
        }

        files[$"{folder}kustomization.yaml"] = Kustomization.Of(manifests);
        if (entries.Where(entry => entry.HeldBack).ToList() is { Count: > 0 } heldBack)
        {
            files[$"{folder}HELD-BACK.md"] = HeldBackPage(heldBack);
        }
    }

    private static string HeldBackPage(List<SnapshotEntry> entries)
    {
        var page = new StringBuilder();
        page.Append("# Held back\n\n");
        page.Append("These objects carry secret values. They are not in this folder; `pulumi up` creates them from the encrypted state.\n\n");
        page.Append("| Object | Component |\n|---|---|\n");
        foreach (var entry in entries.OrderBy(entry => entry.Title, StringComparer.Ordinal))
        {
            page.Append($"| {Markdown.Code(entry.Title)} | {Markdown.Code(entry.Component)} |\n");
        }

        return page.ToString();
    }
}

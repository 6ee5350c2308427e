using Infra.Cli.Render;
using Infra.Cli.Snapshots;
using Manifests;
using Policies;
using Policies.Model;

namespace Infra.Cli.Verbs;

/// <summary>
/// Which objects from files are one cluster. A folder that <c>render</c> wrote has a folder for each region, which is a cluster of its own, and says
/// in <see cref="AccessFile"/> what is known of it; everything else is one cluster.
/// </summary>
internal sealed class FileClusters
{
    private readonly List<(string Folder, string Region, KnownCluster? Known)> _regions = [];

    private readonly List<string> _rendered = [];

    /// <summary>What could not be read.</summary>
    public List<Finding> Errors { get; } = [];

    /// <summary>Looks for rendered folders.</summary>
    /// <param name="context">Where paths start from.</param>
    /// <param name="paths">Files and folders, as the user named them; a region's folder alone is recognised as well.</param>
    public static FileClusters Read(CliContext context, IReadOnlyList<string> paths)
    {
        var clusters = new FileClusters();
        foreach (var name in paths.Select(Path.TrimEndingDirectorySeparator))
        {
            var folder = Path.TrimEndingDirectorySeparator(context.Resolve(name));
            if (!Directory.Exists(folder))
            {
                continue;
            }

            if (IsRendered(folder))
            {
                clusters._rendered.Add(name);
                clusters.Add(folder, Directory.EnumerateDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).Select(region => (Path.Combine(name, region!), region!)));
            }
            else if (Path.GetDirectoryName(folder) is { } parent && IsRendered(parent))
            {
                clusters._rendered.Add(name);
                clusters.Add(parent, [(name, Path.GetFileName(folder))]);
            }
        }

        return clusters;
    }

    /// <summary>Whether something stands in a rendered folder, where <c>render</c> itself writes what is no object: chart values, the snapshot.</summary>
    public bool IsRendered(MapNode item) => _rendered.Any(folder => IsBelow(folder, item));

    /// <summary>The clusters of some objects, and of the values of charts among them.</summary>
    public Fleet FleetOf(IReadOnlyList<MapNode> objects)
    {
        var byRegion = objects.ToLookup(item => _regions.FindIndex(region => IsBelow(region.Folder, item)));
        return new Fleet
        {
            Clusters =
            [
                .. _regions.Select((region, index) => Read(byRegion[index], region.Known ?? new KnownCluster { Region = region.Region })),
                .. byRegion.Contains(-1) || _regions.Count == 0 ? [Read(byRegion[-1], new KnownCluster())] : Array.Empty<Cluster>(),
            ],
        };
    }

    private static Cluster Read(IEnumerable<MapNode> items, KnownCluster known)
    {
        var charts = items.ToLookup(MeshInstallations.IsChartValues);
        return ManifestInventory.Read(charts[false], known with { Charts = [.. charts[true].Select(Chart)] });
    }

    /// <summary>A file of values is named as its release, as <c>render</c> does it; of other names the chart's counts.</summary>
    private static InstalledChart Chart(MapNode values)
    {
        var name = Path.GetFileNameWithoutExtension(values.Mark?.File) ?? "";
        return new InstalledChart
        {
            Chart = MeshInstallations.Chart,
            Name = name.StartsWith(MeshInstallations.Chart, StringComparison.Ordinal) ? name : MeshInstallations.Chart,
            Values = values,
        };
    }

    private static bool IsRendered(string folder) =>
        File.Exists(Path.Combine(folder, SnapshotFile.Name)) || File.Exists(Path.Combine(folder, AccessFile.Name));

    private static bool IsBelow(string folder, MapNode item) =>
        item.Mark is { } mark && mark.File.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private void Add(string rendered, IEnumerable<(string Folder, string Region)> regions)
    {
        var known = Known(Path.Combine(rendered, AccessFile.Name));
        foreach (var (folder, name) in regions)
        {
            _regions.Add((folder, name, known.FirstOrDefault(cluster => cluster.Region is { } region && FileNames.Safe(region) == name)));
        }
    }

    private IReadOnlyList<KnownCluster> Known(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        try
        {
            var reading = AccessFile.Read(File.ReadAllBytes(file), file);
            Errors.AddRange(reading.Error is { } error ? [error] : []);
            return reading.Clusters;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Errors.Add(new Finding { Rule = Catalogue.UnreadableManifest, Source = new SourceLocation(file), Message = $"cannot read: {e.Message.TrimEnd('.')}" });
            return [];
        }
    }
}

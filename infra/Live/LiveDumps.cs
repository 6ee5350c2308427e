using Infra.Cli;
using Manifests.Reading;
using Policies;

namespace Infra.Live;

/// <summary>Clusters from files: what <c>kubectl get … -A -o yaml</c> (or json) printed.</summary>
internal static class LiveDumps
{
    /// <summary>Reads the dumps of every region.</summary>
    /// <param name="context">Where paths start from.</param>
    /// <param name="regions">The regions of the plan.</param>
    /// <param name="arguments"><c>region=path</c>; a path alone where the plan has one region, or for a folder with a folder for every region.</param>
    /// <exception cref="CliFailure">A region has no dump, or one that cannot be read: all of it is told.</exception>
    public static IReadOnlyList<LiveCluster> Read(CliContext context, IReadOnlyList<string> regions, IReadOnlyList<string> arguments)
    {
        var problems = new List<string>();
        var paths = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (region, path) in arguments.SelectMany(argument => Split(context, regions, argument)))
        {
            if (region is null || !regions.Contains(region, StringComparer.Ordinal))
            {
                problems.Add($"--dump {path}: which region's? Give <region>={path}; regions: {string.Join(", ", regions)}");
            }
            else if (!paths.TryAdd(region, [path]))
            {
                paths[region].Add(path);
            }
        }

        if (problems.Count == 0)
        {
            problems.AddRange(regions.Where(region => !paths.ContainsKey(region)).Select(region => $"region {region} has no --dump"));
        }

        return problems.Count > 0
            ? throw CliFailure.Usage(problems)
            : InParallel.Map([.. paths.Keys], region => new LiveCluster(region, paths[region].SelectMany(path => Objects(context, path))));
    }

    private static IEnumerable<(string? Region, string Path)> Split(CliContext context, IReadOnlyList<string> regions, string argument)
    {
        if (argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
        {
            return [(argument[..at], argument[(at + 1)..])];
        }

        return regions.All(region => Directory.Exists(Path.Combine(context.Resolve(argument), region)))
            ? regions.Select(region => ((string?)region, Path.Combine(argument, region)))
            : [(regions.Count == 1 ? regions[0] : null, argument)];
    }

    private static IReadOnlyList<Manifests.MapNode> Objects(CliContext context, string path)
    {
        if (path != "-" && !Path.Exists(context.Resolve(path)))
        {
            throw CliFailure.Unreadable(
                $"--dump {PlainText.Line(path)}: there is no such file or folder", "write one with 'kubectl get … -A -o json', see docs/operations/verify.md");
        }

        var read = path == "-" ? new ManifestReader().ReadText(context.Console.In.ReadToEnd(), path) : new ManifestReader().ReadPath(context.Resolve(path), path);
        return read.Errors.Count == 0
            ? read.Items
            : throw CliFailure.Unreadable(
                string.Join('\n', read.Errors.Select(error => $"{path}: {error.Mark.Line}: {error.Message}")), "dump it again with 'kubectl get … -A -o json'");
    }
}

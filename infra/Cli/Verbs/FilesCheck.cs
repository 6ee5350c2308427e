using Manifests;
using Manifests.Reading;
using Policies;

namespace Infra.Cli.Verbs;

/// <summary>Checks manifests of any origin against the pinned schemas. What can be read is checked, whatever else cannot.</summary>
internal static class FilesCheck
{
    private const string Stdin = "-";

    /// <summary>Runs the check.</summary>
    /// <param name="context">Where paths start from, and what <c>-</c> reads.</param>
    /// <param name="paths">Files, folders, or <c>-</c>.</param>
    public static CheckResult Of(CliContext context, IReadOnlyList<string> paths)
    {
        var findings = new List<Finding>();
        var (objects, unreadable) = (0, false);
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            var result = path == Stdin
                ? new ManifestReader().ReadText(context.Console.In.ReadToEnd(), Stdin)
                : new ManifestReader().ReadPath(context.Resolve(path));
            var items = Directory.Exists(context.Resolve(path)) ? Objects(context, path, result.Items) : result.Items;
            findings.AddRange(result.Errors.Select(Unreadable).Concat(items.SelectMany(item => SchemaFindings.Of(item))).Select(finding => AsNamed(finding, context, path)));
            objects += items.Count;
            unreadable |= result.Errors.Count > 0;
        }

        return new CheckResult { Findings = findings, Objects = objects, Refusal = unreadable ? ExitCode.Unreadable : null };
    }

    /// <summary>
    /// Folders hold other YAML and JSON as well: chart values, our own snapshot. A file that was named by itself is meant to be an object, though.
    /// </summary>
    private static IReadOnlyList<MapNode> Objects(CliContext context, string folder, IReadOnlyList<MapNode> items)
    {
        var others = items.Where(item => !item.ContainsKey("apiVersion") && !item.ContainsKey("kind")).ToHashSet(ReferenceEqualityComparer.Instance);
        if (others.Count > 0)
        {
            context.Console.Error.WriteLine(
                $"{folder}: left out {others.Count} documents that are no Kubernetes objects (neither apiVersion nor kind)");
        }

        return [.. items.Where(item => !others.Contains(item))];
    }

    private static Finding Unreadable(ReadError error) => new()
    {
        Rule = Catalogue.UnreadableManifest,
        Source = new SourceLocation(error.Mark.File, error.Mark.Line, error.Mark.Column),
        Message = error.Message,
    };

    // Files are read by their full path and reported as the user named them.
    private static Finding AsNamed(Finding finding, CliContext context, string path)
    {
        var resolved = context.Resolve(path);
        return finding.Source is { } source && path != Stdin && source.File.StartsWith(resolved, StringComparison.Ordinal)
            ? finding with { Source = source with { File = Path.TrimEndingDirectorySeparator(path) + source.File[Path.TrimEndingDirectorySeparator(resolved).Length..] } }
            : finding;
    }
}

using Infra.Cli.Verbs;
using Manifests;
using Manifests.Reading;
using Manifests.Validation;
using Policies.Model;

namespace Infra.Cli.Access;

/// <summary>A fleet from manifests of any origin: the regions of what <c>render</c> wrote, and one cluster of everything else.</summary>
internal static class FleetFiles
{
    /// <summary>Reads the files. What cannot be read is told, and what is assumed; the rest counts.</summary>
    /// <exception cref="CliFailure">Nothing could be read.</exception>
    public static Fleet Read(CliContext context, IReadOnlyList<string> paths)
    {
        var objects = new List<MapNode>();
        var others = new List<MapNode>();
        var errors = new List<ReadError>();
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            var result = NamedManifests.Read(context, path);
            objects.AddRange(result.Items.Where(item => IsObject(item) || MeshInstallations.IsChartValues(item)));
            others.AddRange(result.Items.Where(item => !IsObject(item) && !MeshInstallations.IsChartValues(item)));
            errors.AddRange(result.Errors);
        }

        if (objects.Count == 0)
        {
            throw CliFailure.Unreadable(errors.Count > 0 ? string.Join('\n', errors) : "no Kubernetes object in the files");
        }

        var clusters = FileClusters.Read(context, [.. paths.Where(path => path != NamedManifests.Stdin)]);
        var fleet = clusters.FleetOf(objects);
        var notes = errors.Select(error => $"left out: {error}")
            .Concat(clusters.Errors.Select(error => $"left out: {error.Source}: {error.Message}"))
            .Concat(others.Where(item => !clusters.IsRendered(item))
                .Select(item => $"left out: {item.Mark}: no object of Kubernetes: apiVersion or kind is missing"))
            .Concat(Unknown(objects))
            .Concat(fleet.Clusters.SelectMany(cluster => cluster.Assumptions).Select(assumption => $"assumed: {assumption}"));
        foreach (var note in notes)
        {
            context.Console.Error.WriteLine(note);
        }

        return fleet;
    }

    private static bool IsObject(MapNode item) => item.ContainsKey("apiVersion") && item.ContainsKey("kind");

    /// <summary>Kinds of which nobody here knows whether they decide about calls: they count for nothing, and that is said.</summary>
    private static IEnumerable<string> Unknown(IEnumerable<MapNode> objects) => objects.Where(IsObject)
        .GroupBy(item => ((item["apiVersion"] as ScalarNode)?.Text, (item["kind"] as ScalarNode)?.Text))
        .Where(kind => SchemaValidator.Validate(kind.First()).Any(error => error.Kind is SchemaErrorKind.UnknownKind or SchemaErrorKind.UnknownVersion))
        .Select(kind =>
            $"not looked at: {kind.Count()} of kind {kind.Key.Item2} ({kind.Key.Item1}), which is not known here; the first is {kind.First().Mark}");
}

using Infra.Hermetic;
using Infra.Rotation;
using Manifests;

namespace Infra.Cli.Snapshots;

/// <summary>Takes the snapshot of a hermetic run.</summary>
internal static class HermeticSnapshot
{
    /// <summary>Every object and release of the run.</summary>
    public static Snapshot Of(EnvironmentPlan plan, HermeticRun run) => new()
    {
        Environment = plan.Environment,
        Trust = RotationStates.Of(plan),
        Entries =
        [
            .. run.Objects.Select(Entry).Concat(run.Releases.Select(Entry))
                .OrderBy(entry => entry.Region, StringComparer.Ordinal)
                .ThenBy(entry => entry.Component, StringComparer.Ordinal)
                .ThenBy(entry => entry.Title, StringComparer.Ordinal)
                .ThenBy(entry => entry.Group, StringComparer.Ordinal),
        ],
    };

    private static SnapshotEntry Entry(RegisteredObject registered)
    {
        var metadata = registered.Manifest["metadata"] as MapNode;
        return new SnapshotEntry
        {
            Region = registered.Region,
            Component = registered.Component,
            ApiVersion = Text(registered.Manifest, "apiVersion") ?? throw Nameless(registered.Name),
            Kind = Text(registered.Manifest, "kind") ?? throw Nameless(registered.Name),
            Namespace = Text(metadata, "namespace"),
            Name = Text(metadata, "name") ?? throw Nameless(registered.Name),
            Content = registered.Manifest,
            HeldBack = registered.IsSecret,
        };
    }

    private static SnapshotEntry Entry(RegisteredRelease registered) => new()
    {
        Region = registered.Region,
        Component = registered.Component,
        ApiVersion = SnapshotEntry.ReleaseApiVersion,
        Kind = SnapshotEntry.Release,
        Namespace = Text(registered.Inputs, "namespace"),
        Name = Text(registered.Inputs, "name") ?? throw Nameless(registered.Name),
        Content = registered.Inputs,
    };

    private static string? Text(MapNode? map, string key) => (map?[key] as ScalarNode)?.AsString;

    private static InvalidOperationException Nameless(string resource) => new($"{resource} was registered without apiVersion, kind or name");
}

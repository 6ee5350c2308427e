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

    private static SnapshotEntry Entry(RegisteredObject registered) => new()
    {
        Region = registered.Region,
        Component = registered.Component,
        ApiVersion = registered.Object.ApiVersion,
        Kind = registered.Object.Kind,
        Namespace = registered.Object.Namespace,
        Name = registered.Object.Name,
        Source = registered.Source,
        HeldBack = registered.IsSecret,
    };

    private static SnapshotEntry Entry(RegisteredRelease registered) => new()
    {
        Region = registered.Region,
        Component = registered.Component,
        ApiVersion = SnapshotEntry.ReleaseApiVersion,
        Kind = SnapshotEntry.Release,
        Namespace = Text(registered.Inputs, "namespace"),
        Name = Text(registered.Inputs, "name") ?? throw new InvalidOperationException($"{registered.Name} was registered without a name"),
        Source = new Lazy<MapNode>(registered.Inputs),
    };

    private static string? Text(MapNode? map, string key) => (map?[key] as ScalarNode)?.AsString;
}

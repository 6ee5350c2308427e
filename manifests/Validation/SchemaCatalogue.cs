using System.Collections.Concurrent;
using Manifests.Gatekeeper;

namespace Manifests.Validation;

/// <summary>The pinned snapshots, each loaded when a kind of its groups is first asked for.</summary>
internal static class SchemaCatalogue
{
    private const string KubernetesGroup = "";

    private static readonly ConcurrentDictionary<string, Lazy<SchemaSnapshot>> Snapshots = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<(string Group, string Kind), IReadOnlyList<KindSchema>> Versions = new();

    private static readonly ConcurrentDictionary<(string ApiVersion, string Kind), KindSchema?> ServedVersions = new();

    /// <summary>The schema of <c>metadata</c>, the same for every kind.</summary>
    internal static Schema ObjectMeta => field ??= SnapshotsOf(KubernetesGroup).Single().Definition("meta.v1.ObjectMeta");

    internal static IReadOnlyList<KindSchema> VersionsOf(string group, string kind) => Versions.GetOrAdd(
        (group, kind), static key => key.Group == Constraint.Group
            ? [ConstraintSchema.Of(key.Kind, SnapshotsOf(ConstraintSchema.MatchGroup).First())]
            : [.. SnapshotsOf(key.Group).SelectMany(snapshot => snapshot.VersionsOf(key.Group, key.Kind))]);

    /// <summary>The schema of a kind in the version that an object names; null where it is not served.</summary>
    internal static KindSchema? Served(string apiVersion, string kind) => ServedVersions.GetOrAdd((apiVersion, kind), static key =>
    {
        var (group, version) = Split(key.ApiVersion);
        return VersionsOf(group, key.Kind).FirstOrDefault(candidate => candidate.Version == version && candidate.IsServed);
    });

    /// <summary>The group, empty for the core group, and the version that an API version names.</summary>
    internal static (string Group, string Version) Split(string apiVersion)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? ("", apiVersion) : (apiVersion[..slash], apiVersion[(slash + 1)..]);
    }

    internal static IReadOnlyList<string> KindsOf(string group) => [.. SnapshotsOf(group).SelectMany(snapshot => snapshot.KindsOf(group))];

    private static IEnumerable<SchemaSnapshot> SnapshotsOf(string group) => SnapshotCatalogue.FilesOf(group)
        .Select(file => Snapshots.GetOrAdd(file, static name => new Lazy<SchemaSnapshot>(() => SchemaSnapshot.Load(name))).Value);
}

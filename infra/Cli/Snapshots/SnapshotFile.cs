using Infra.Rotation;
using Manifests;
using Manifests.Reading;
using Manifests.Writing;
using Trust.Rotation;

namespace Infra.Cli.Snapshots;

/// <summary>The file <c>snapshot.json</c> of a rendered folder.</summary>
internal static class SnapshotFile
{
    /// <summary>Its name.</summary>
    public const string Name = "snapshot.json";

    private const string Format = "mtls-snapshot/1";

    /// <summary>The file's text.</summary>
    /// <param name="snapshot">What it describes.</param>
    /// <param name="files">The other files that were written with it, so that the next rendering knows what it may replace.</param>
    public static string Write(Snapshot snapshot, IEnumerable<string> files)
    {
        var document = new MapNode { new("format", Format), new("environment", snapshot.Environment) };
        if (snapshot.Trust is { } trust)
        {
            document.Add("trust", RotationStateDocument.Write(trust));
        }

        document.Add("files", new ListNode(files.Select(file => (Node)file)));
        document.Add("entries", new ListNode(snapshot.Entries.Select(Write)));
        return ManifestWriter.WriteJson(document);
    }

    /// <summary>Reads the snapshot of a rendered folder, or a snapshot file itself.</summary>
    /// <exception cref="CliFailure">There is none, or it is not one that this program wrote.</exception>
    public static Snapshot Read(CliContext context, string path)
    {
        var document = ReadDocument(context, path);
        return new Snapshot
        {
            Environment = Text(document, "environment") ?? throw Broken(path, "it names no environment"),
            Trust = document["trust"] is MapNode trust ? ReadTrust(trust, path) : null,
            Entries = [.. Items(document, "entries").Select(entry => ReadEntry(entry as MapNode ?? throw Broken(path, "an entry is no object"), path))],
        };
    }

    /// <summary>The files that a rendered folder consists of, besides the snapshot itself.</summary>
    /// <exception cref="CliFailure">The snapshot is not one that this program wrote.</exception>
    public static IReadOnlyList<string> ReadFiles(CliContext context, string folder) =>
        [.. Items(ReadDocument(context, folder), "files").Select(file => (file as ScalarNode)?.AsString ?? throw Broken(folder, "a file's name is no string"))];

    private static RotationState ReadTrust(MapNode document, string path)
    {
        try
        {
            return RotationStateDocument.Read(document);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            throw Broken(path, e.Message);
        }
    }

    private static MapNode Write(SnapshotEntry entry)
    {
        var node = new MapNode { new("region", entry.Region), new("component", entry.Component), new("apiVersion", entry.ApiVersion), new("kind", entry.Kind) };
        if (entry.Namespace is { } @namespace)
        {
            node.Add("namespace", @namespace);
        }

        node.Add("name", entry.Name);
        if (entry.HeldBack)
        {
            node.Add("heldBack", true);
        }

        node.Add("digest", entry.Digest());
        node.Add("content", entry.Content);
        return node;
    }

    private static SnapshotEntry ReadEntry(MapNode node, string path)
    {
        string Required(string key) => Text(node, key) ?? throw Broken(path, $"an entry has no {key}");

        var entry = new SnapshotEntry
        {
            Region = Required("region"),
            Component = Required("component"),
            ApiVersion = Required("apiVersion"),
            Kind = Required("kind"),
            Namespace = Text(node, "namespace"),
            Name = Required("name"),
            HeldBack = (node["heldBack"] as ScalarNode)?.AsBoolean ?? false,
            Source = new Lazy<MapNode>(node["content"] as MapNode ?? throw Broken(path, "an entry has no content")),
        };
        return entry.Digest() == Text(node, "digest")
            ? entry
            : throw Broken(path, $"{entry.Region}: {entry.Title} was changed after it was rendered");
    }

    private static MapNode ReadDocument(CliContext context, string path)
    {
        var resolved = context.Resolve(path);
        var file = Directory.Exists(resolved) ? Path.Combine(resolved, Name) : resolved;
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliFailure.Unreadable($"{path}: there is no {Name}", "'infra render <stack> -o <dir>' writes one");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable($"{path}: the snapshot cannot be read", "check that you may read it");
        }

        var result = new ManifestReader().ReadDocuments(bytes, path);
        return result switch
        {
            { Errors: [var error, ..] } => throw Broken(path, error.ToString()),
            { Items: [MapNode document] } when Text(document, "format") == Format => document,
            _ => throw Broken(path, $"its format is not {Format}"),
        };
    }

    private static IReadOnlyList<Node> Items(MapNode document, string key) => document[key] as ListNode ?? [];

    private static string? Text(MapNode node, string key) => (node[key] as ScalarNode)?.AsString;

    private static CliFailure Broken(string path, string why) =>
        CliFailure.Unreadable($"{path}: not a snapshot of this program: {why}", "'infra render <stack> -o <dir>' writes one");
}

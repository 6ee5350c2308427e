using System.Text.Json.Nodes;

namespace Manifests.Generator.Generating;

/// <summary>A schema snapshot as the generator reads it.</summary>
internal sealed class SchemaSnapshot(string fileName, JsonObject root)
{
    private const string ReferencePrefix = "#/definitions/";

    internal string FileName => fileName;

    internal string Project => (string)root["project"]!;

    internal IReadOnlyList<(Identity Identity, bool IsServed, JsonObject Schema)> Kinds { get; } =
    [
        .. root["kinds"]!.AsArray().Select(kind => (
            new Identity((string)kind!["group"]!, (string)kind["version"]!, (string)kind["kind"]!, (bool)kind["namespaced"]!),
            (bool)kind["served"]!,
            kind["schema"]!.AsObject())),
    ];

    internal static SchemaSnapshot Load(string path) => new(Path.GetFileName(path), JsonNode.Parse(File.ReadAllText(path))!.AsObject());

    /// <summary>The definition's name when the schema is a reference.</summary>
    internal static string? ReferenceOf(JsonObject schema) => ((string?)schema["$ref"])?[ReferencePrefix.Length..];

    /// <summary>The schema itself, or what it refers to.</summary>
    internal JsonObject Resolve(JsonObject schema) => ReferenceOf(schema) is { } name ? Definition(name) : schema;

    internal JsonObject Definition(string name) => root["definitions"]![name]!.AsObject();

    /// <summary>The kinds that get a record, each in the version that Kubernetes prefers among those that are served.</summary>
    internal IEnumerable<(Identity Identity, JsonObject Schema)> RecordKinds() => Kinds
        .Where(kind => kind.IsServed && Namespaces.HasRecord(Project, kind.Identity.Group, kind.Identity.Kind))
        .GroupBy(kind => (kind.Identity.Group, kind.Identity.Kind))
        .Select(versions => versions.MaxBy(kind => VersionPriority.Of(kind.Identity.Version)))
        .Select(kind => (kind.Identity, kind.Schema));
}

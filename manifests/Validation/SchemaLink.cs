using System.Text.Json;

namespace Manifests.Validation;

/// <summary>A schema that is read when it is first needed: directly, or by its reference to a definition.</summary>
internal sealed class SchemaLink(SchemaSnapshot snapshot, JsonElement json)
{
    private const string ReferencePrefix = "#/definitions/";

    private Schema? _schema;

    // Two threads may both read it; they get equal schemas.
    internal Schema Schema => _schema ??= json.TryGetProperty("$ref", out var reference)
        ? snapshot.Definition(reference.GetString()![ReferencePrefix.Length..])
        : SchemaParser.Parse(json, snapshot);
}

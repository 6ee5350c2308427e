using System.Collections.Concurrent;
using System.Text.Json;

namespace Manifests.Validation;

/// <summary>A snapshot file; schemas are read from its JSON when they are needed.</summary>
internal sealed class SchemaSnapshot
{
    private readonly ConcurrentDictionary<string, Schema> _read = new(StringComparer.Ordinal);
    private readonly JsonElement _definitions;
    private readonly ILookup<(string Group, string Kind), KindSchema> _kinds;

    private SchemaSnapshot(JsonElement root)
    {
        _definitions = root.GetProperty("definitions");
        var isBuiltIn = root.GetProperty("project").ValueEquals("kubernetes");
        _kinds = root.GetProperty("kinds").EnumerateArray().Select(kind => new KindSchema(
            kind.GetProperty("group").GetString()!,
            kind.GetProperty("version").GetString()!,
            kind.GetProperty("kind").GetString()!,
            kind.GetProperty("namespaced").GetBoolean(),
            kind.GetProperty("served").GetBoolean(),
            isBuiltIn,
            new SchemaLink(this, kind.GetProperty("schema")))).ToLookup(kind => (kind.Group, kind.Kind));
    }

    internal static SchemaSnapshot Load(string file)
    {
        using var stream = typeof(SchemaSnapshot).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"the schema snapshot '{file}' is not in the assembly");
        return new SchemaSnapshot(JsonDocument.Parse(stream).RootElement);
    }

    internal IEnumerable<KindSchema> VersionsOf(string group, string kind) => _kinds[(group, kind)];

    internal IEnumerable<string> KindsOf(string group) => _kinds.Where(kind => kind.Key.Group == group).Select(kind => kind.Key.Kind);

    internal Schema Definition(string name) => _read.GetOrAdd(name, static (key, snapshot) =>
        SchemaParser.Parse(snapshot._definitions.GetProperty(key), snapshot), this);
}

using System.Text.Json.Nodes;
using Manifests;
using Manifests.Reading;
using Manifests.Writing;
using Shouldly;

namespace Tests.ManifestTests.Validation;

/// <summary>
/// The rules in CEL of upstream's CustomResourceDefinitions, and which of them the API server asks about an object that is made: those of every field that it has,
/// defaults included (Kubernetes, "Extend the Kubernetes API with CustomResourceDefinitions", validation rules). Rules about changes are not among them.
/// </summary>
internal sealed class ResourceRules
{
    private readonly Dictionary<(string Version, string Kind), JsonObject> _schemas = [];

    /// <summary>Reads the definitions of a folder.</summary>
    public ResourceRules(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            foreach (var definition in new ManifestReader().ReadPath(file).Items.Where(item => item["kind"] is ScalarNode { AsString: "CustomResourceDefinition" }))
            {
                Add(JsonNode.Parse(ManifestWriter.WriteJson(definition["spec"]!))!);
            }
        }
    }

    /// <summary>What is asked about an object, and where.</summary>
    public IEnumerable<Question> Of(KubernetesObject manifest)
    {
        var json = JsonNode.Parse(ManifestWriter.WriteJson(manifest.ToNode()))!;
        return _schemas.TryGetValue(((string)json["apiVersion"]!, (string)json["kind"]!), out var schema)
            ? Walk(schema, json, $"{json["kind"]} {json["metadata"]!["name"]}")
            : [];
    }

    private static IEnumerable<Question> Walk(JsonObject schema, JsonNode? value, string where)
    {
        SetDefaults(schema, value);
        var own = (schema["x-kubernetes-validations"]?.AsArray() ?? []).Select(rule => (string)rule!["rule"]!)
            .Where(rule => !rule.Contains("oldSelf", StringComparison.Ordinal)).Select(rule => new Question(rule, value, where));
        var below = value switch
        {
            JsonObject fields => fields.SelectMany(field =>
                (schema["properties"]?[field.Key] ?? schema["additionalProperties"]) is JsonObject inner ? Walk(inner, field.Value, $"{where}.{field.Key}") : []),
            JsonArray items when schema["items"] is JsonObject inner => items.SelectMany((item, index) => Walk(inner, item, $"{where}[{index}]")),
            _ => [],
        };
        return own.Concat(below);
    }

    private static void SetDefaults(JsonObject schema, JsonNode? value)
    {
        if (value is JsonObject fields && schema["properties"] is JsonObject properties)
        {
            foreach (var (name, property) in properties.Where(property => property.Value!["default"] is not null && !fields.ContainsKey(property.Key)))
            {
                fields[name] = property!["default"]!.DeepClone();
            }
        }
    }

    private void Add(JsonNode definition)
    {
        foreach (var version in definition["versions"]!.AsArray())
        {
            var schema = version!["schema"]!["openAPIV3Schema"].ShouldBeOfType<JsonObject>();
            // Of two releases of one definition the last by name is the newer one.
            _schemas[($"{definition["group"]}/{version["name"]}", (string)definition["names"]!["kind"]!)] = schema;
        }
    }

    /// <summary>A rule and what it is about.</summary>
    /// <param name="Rule">The expression.</param>
    /// <param name="Self">The value.</param>
    /// <param name="Where">The object and the field.</param>
    internal sealed record Question(string Rule, JsonNode? Self, string Where);
}

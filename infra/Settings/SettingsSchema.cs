using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Components.Intent;

namespace Infra.Settings;

/// <summary>
/// Writes <c>stacks/settings.schema.json</c>: the JSON Schema (draft 2020-12) of a whole stack file, from the same metadata that the binder
/// follows. Editors complete and check stack files with it; what relates several settings to each other only the program knows.
/// </summary>
internal static class SettingsSchema
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>The schema's text.</summary>
    public static string Write()
    {
        var definitions = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        var config = Record(typeof(EnvironmentSettings), definitions);
        config["propertyNames"] = new JsonObject { ["pattern"] = "^[^:]+:" };
        config["patternProperties"] = new JsonObject { [$"^(?!{SettingsSource.Project}:)[^:]+:"] = true };
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A stack of this project: one environment",
            ["type"] = "object",
            ["properties"] = new JsonObject { ["config"] = config },
            ["required"] = new JsonArray("config"),
            ["$defs"] = new JsonObject(definitions.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        };
        return schema.ToJsonString(Layout) + "\n";
    }

    private static JsonObject Record(Type type, IDictionary<string, JsonObject> definitions)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var member in SettingsShape.Of(type))
        {
            properties[member.Name] = Describe(Value(member.Type, member.About, definitions), member.About);
            if (member.IsRequired)
            {
                required.Add(member.Name);
            }
        }

        var record = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            record["required"] = required;
        }

        record["additionalProperties"] = false;
        return record;
    }

    private static JsonObject Describe(JsonObject value, SettingAttribute about)
    {
        value["description"] = about.Default is null ? about.Description : $"{about.Description}. Default: {about.Default}";
        if (about.Example is { } example)
        {
            value["examples"] = new JsonArray(Example(example));
        }

        return value;
    }

    private static JsonObject Value(Type type, SettingAttribute about, IDictionary<string, JsonObject> definitions)
    {
        if (SettingsShape.IsRecord(type))
        {
            if (definitions.TryAdd(type.Name, []))
            {
                definitions[type.Name] = Record(type, definitions);
            }

            return new JsonObject { ["$ref"] = $"#/$defs/{type.Name}" };
        }

        if (SettingsShape.IsMap(type, out var value))
        {
            return WithSize("minProperties", about, new JsonObject
            {
                ["type"] = "object",
                ["propertyNames"] = Text(TextForms.Of(about.Keys)),
                ["additionalProperties"] = Value(value, about, definitions),
            });
        }

        if (!SettingsShape.IsList(type, out var item))
        {
            return Leaf(type, about);
        }

        var list = WithSize("minItems", about, new JsonObject
        {
            ["type"] = "array",
            ["items"] = Value(item, about, definitions),
            ["uniqueItems"] = item == typeof(string),
        });
        return about.OneOrMany ? new JsonObject { ["anyOf"] = new JsonArray(Value(item, about, definitions), list) } : list;
    }

    private static JsonObject Leaf(Type type, SettingAttribute about) => type switch
    {
        _ when type == typeof(string) => Text(TextForms.Of(about.Form)),
        _ when type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
        _ when type == typeof(DateOnly) => new JsonObject { ["type"] = "string", ["format"] = "date" },
        _ when type == typeof(TimeSpan) => new JsonObject { ["type"] = "string", ["pattern"] = Anchored(DurationText.Pattern) },
        _ when type == typeof(int) => new JsonObject
        {
            ["type"] = "integer",
            ["minimum"] = long.Parse(about.Minimum!, CultureInfo.InvariantCulture),
            ["maximum"] = long.Parse(about.Maximum!, CultureInfo.InvariantCulture),
        },
        { IsEnum: true } => new JsonObject
        {
            ["enum"] = new JsonArray([.. WireName.All(type).Keys.Select(name => JsonValue.Create(name))]),
        },
        _ => throw new InvalidOperationException($"no setting can be of type {type}"),
    };

    private static JsonObject Text(TextRule rule) =>
        new() { ["type"] = "string", ["maxLength"] = rule.Longest, ["pattern"] = Anchored(rule.Body) };

    private static JsonObject WithSize(string key, SettingAttribute about, JsonObject collection)
    {
        if (about.AtLeast > 0)
        {
            collection[key] = about.AtLeast;
        }

        return collection;
    }

    private static string Anchored(string body) => $"^(?:{body})$";

    private static JsonNode Example(string text) => text switch
    {
        ['[', .. var items, ']'] => new JsonArray([.. items.Split(", ").Select(item => JsonValue.Create(item))]),
        _ when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}

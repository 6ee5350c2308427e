using System.Text.Json.Nodes;

namespace Tests.Policies.Pack;

/// <summary>Resources as the engine describes them to a policy pack.</summary>
internal static class PulumiResources
{
    public const string Secret = "1b47061264138c4ac30d75fd1eb44270";
    public const string UnknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    public const string UnknownMap = "dd056dcd-154b-4c76-9bd3-c8f88648b5ff";

    private const string SignatureKey = "4dabf18193072939515e22adb298388d";

    /// <summary>A Kubernetes object by its JSON.</summary>
    public static JsonObject Of(string manifest, string region = "eu") => Of(JsonNode.Parse(manifest)!.AsObject(), region);

    public static JsonObject Of(JsonObject manifest, string region = "eu")
    {
        var kind = manifest["kind"]!.GetValue<string>();
        var apiVersion = manifest["apiVersion"]!.GetValue<string>();
        var name = $"{manifest["metadata"]!["namespace"]?.GetValue<string>()}-{kind}-{manifest["metadata"]!["name"]!.GetValue<string>()}";
        return Of($"kubernetes:{(apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion : $"core/{apiVersion}")}:{kind}", name, manifest, region);
    }

    public static JsonObject Of(string type, string name, JsonObject properties, string region = "eu") => new()
    {
        ["type"] = type,
        ["urn"] = Urn(type, name),
        ["name"] = name,
        ["properties"] = properties.DeepClone(),
        ["provider"] = new JsonObject
        {
            ["type"] = "pulumi:providers:kubernetes",
            ["urn"] = Urn("pulumi:providers:kubernetes", region),
            ["name"] = region,
            ["properties"] = new JsonObject { ["context"] = region },
        },
    };

    public static string Urn(string type, string name) => $"urn:pulumi:prod::mtls::pulumi:pulumi:Stack${type}::{name}";

    public static JsonObject AsSecret(JsonNode value) => new() { [SignatureKey] = Secret, ["value"] = value };
}

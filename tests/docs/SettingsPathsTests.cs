using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Docs;

/// <summary>What the pages call settings are settings: <c>mtls:services.&lt;service&gt;.callers[].role</c> is a path in the schema.</summary>
public sealed partial class SettingsPathsTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Repository.File("stacks/settings.schema.json")))!;

    public static TheoryData<string> Pages => [.. MarkdownPages.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Paths_ThatAPageNames_AreSettings(string page) =>
        Paths().Matches(MarkdownPages.Read(page)).Select(match => match.Value).Where(path => !IsSetting(path)).ShouldBeEmpty();

    [Theory]
    [InlineData("mtls:mesh.id", true)]
    [InlineData("mtls:services.<service>.callers[].role", true)]
    [InlineData("mtls:services.orders-db.callers[0].role", true)]
    [InlineData("mtls:trust.roots.<root>.state", true)]
    [InlineData("mtls:servces", false)]
    [InlineData("mtls:mesh.mode.strict", false)]
    [InlineData("mtls:services.<service>.callers.role", false)]
    [InlineData("mtls:services.<service>.port", false)]
    public void IsSetting_Path_IsWhatTheSchemaSays(string path, bool expected) => IsSetting(path).ShouldBe(expected);

    private static bool IsSetting(string path)
    {
        JsonNode? node = Schema["properties"]!["config"];
        foreach (var step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            node = node?["$ref"] is { } reference ? Schema["$defs"]![reference.GetValue<string>().Split('/')[^1]] : node;
            node = step.StartsWith('[') ? node?["items"]
                : node?["properties"]?[step] ?? (node?["additionalProperties"] is JsonObject entry ? entry : null);
        }

        return node is not null;
    }

    // Component types and series have the prefix too, and a second colon: mtls:mesh:AuthorizationPolicies, mtls:plaintext:growth5m.
    [GeneratedRegex(@"(?<![\w/])mtls:(?>[a-z]\w*(?:\.(?:[\w-]+|<\w+>)|\[\d*\])*)(?!:[\w*])")]
    private static partial Regex Paths();
}

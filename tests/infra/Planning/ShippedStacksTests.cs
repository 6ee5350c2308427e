using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Planning;
using Infra.Settings;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Planning;

public sealed partial class ShippedStacksTests
{
    public static TheoryData<string> Stacks => [.. StackFiles.Names(Repository.Root)];

    [Theory]
    [MemberData(nameof(Stacks))]
    public void ShippedStack_Read_MeansTheIntentOfItsGolden(string stack)
    {
        var reading = IntentReader.FromStack(Repository.Root, stack, StackText.Today);

        string.Join('\n', reading.Errors).ShouldBeEmpty();
        Golden.Matches(IntentText.Of(reading.Intent!), $"infra/Planning/{stack}.intent.txt");
    }

    /// <summary>
    /// The engine hands maps over in ordinal order of their keys, and a day that stands in the file without quotes in Go's form of a time.
    /// </summary>
    [Theory]
    [MemberData(nameof(Stacks))]
    public void ShippedStack_HandedOverByTheEngine_MeansTheSame(string stack)
    {
        const string asTheEngineDoes =
            """
            import json, sys, yaml
            config = yaml.safe_load(sys.stdin)["config"]
            go = lambda day: f"{day.isoformat()} 00:00:00 +0000 UTC"
            print(json.dumps(config, sort_keys=True, default=go))
            """;
        var unquoted = QuotedDay().Replace(StackText.Of(stack), "$1");
        var json = RealProgram.Python.Run(["-c", asTheEngineDoes], unquoted).Output;
        var config = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;

        var reading = IntentReader.FromEngine(stack, config, StackText.Today);

        string.Join('\n', reading.Errors).ShouldBeEmpty();
        IntentText.Of(reading.Intent!).ShouldBe(IntentText.Of(IntentReader.FromStack(Repository.Root, stack, StackText.Today).Intent!));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void ShippedStack_InAnEditor_FindsItsSchema(string stack) =>
        StackText.Of(stack).ShouldStartWith("# yaml-language-server: $schema=settings.schema.json\n");

    [GeneratedRegex("\"([0-9]{4}-[0-9]{2}-[0-9]{2})\"")]
    private static partial Regex QuotedDay();
}

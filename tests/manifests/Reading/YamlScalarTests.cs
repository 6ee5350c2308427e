using System.Text.Json;
using Manifests;
using Manifests.Reading;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.ManifestTests.Reading;

public sealed class YamlScalarTests
{
    /// <summary>Spellings on which readers of YAML differ.</summary>
    private static readonly string[] Spellings =
    [
        "yes", "No", "on", "OFF", "y", "N", "tRue", "TRUE", "~", "NULL", "", "0123", "0o17", "0o8", "0x1F", "-0x1F", "0x_1F", "0xg", "0b11", "-0b11", "1_000", "_1", "1__0",
        "09", "08", "+1", "-0", "1.", ".5", ".5e3", "1e3", "1E3", "+12e03", "1e-3", "1.0", "1e400", "0.1e1", "12:30:45", "190:20:30", "685.230_15e+03", "1_000.5", "1.5_0",
        "2024-01-01", "2024-01-01T00:00:00Z", "=", "Inf", "nan", "9223372036854775807", "9223372036854775808", "18446744073709551615", "99999999999999999999999", "1e21",
        "0.000001", "0.0000001", "!!str 123", "!!int \"123\"", "!!float 1", "!!binary aGVsbG8=", "! 12", "\"yes\"", "'1'", "1-2", "10.0.0.1", "1Gi", "-", "+", "-.5", "--1", "1e",
    ];

    /// <summary>The second reader is the one that counts: kubectl, which turns a manifest into JSON without asking a cluster.</summary>
    [Fact]
    public void PlainScalars_MeanWhatKubectlTakesThemFor()
    {
        var spellings = Spellings.Where(spelling => spelling != "-").ToList();
        var data = string.Concat(spellings.Select((spelling, index) => $"  k{index:D3}: {spelling}\n"));
        var manifest = $"apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: x\ndata:\n{data}";

        var kubectl = RealProgram.Kubectl.Run(["annotate", "--local", "-f", "-", "-o", "json", "a=b"], manifest);
        var ours = new ManifestReader().ReadText(manifest, "f");

        kubectl.ExitCode.ShouldBe(0, kubectl.Text);
        ours.Errors.ShouldBeEmpty();
        var expected = (MapNode)Node.FromJson(JsonDocument.Parse(kubectl.Output).RootElement.GetProperty("data"));
        var actual = (MapNode)ours.Items.Single()["data"]!;
        Meanings(actual).ShouldBe(Meanings(expected));

        List<string> Meanings(MapNode map) =>
            [.. spellings.Select((spelling, index) => $"{spelling} is {((ScalarNode)map[$"k{index:D3}"]!).Kind} {((ScalarNode)map[$"k{index:D3}"]!).CanonicalText}")];
    }

    [Theory]
    [InlineData("0123", ScalarKind.Integer, "0123")]
    [InlineData("1.50", ScalarKind.Float, "1.50")]
    [InlineData("1e3", ScalarKind.Integer, "1e3")]
    [InlineData("12:30:45", ScalarKind.String, "12:30:45")]
    public void Scalars_KeepTheirSpelling(string spelling, ScalarKind kind, string text)
    {
        var scalar = new ManifestReader().ReadText($"a: {spelling}", "f").Items.Single()["a"].ShouldBeOfType<ScalarNode>();

        scalar.Kind.ShouldBe(kind);
        scalar.Text.ShouldBe(text);
    }

    [Fact]
    public void NumberOfManyDigits_TakesNoTime() =>
        new ManifestReader().ReadText($"a: {new string('9', 200_000)}", "f").Items.ShouldHaveSingleItem()["a"].ShouldBeOfType<ScalarNode>().Kind.ShouldBe(ScalarKind.String);
}

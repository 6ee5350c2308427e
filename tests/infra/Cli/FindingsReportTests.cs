using System.Text.Json;
using System.Xml.Linq;
using Infra.Cli;
using Infra.Cli.Findings;
using Policies;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

public sealed class FindingsReportTests
{
    private static readonly Finding[] Findings =
    [
        new() { Rule = Catalogue.UnknownKind, Source = new SourceLocation("b.yaml", 3), Message = "kind Widget of example.com/v1 has no pinned schema" },
        new()
        {
            Rule = Catalogue.UnknownField,
            Source = new SourceLocation("dir with space/a,b.yaml", 12, 5),
            Subject = new ObjectReference { Kind = "AuthorizationPolicy", Namespace = "shop", Name = "orders" },
            Message = "spec.rules[0].from[0].source.principal: unknown field; did you mean principals? 100% | `sure` [red]\nsecond line",
            Remedy = "write principals",
        },
        new()
        {
            Rule = Catalogue.InvalidMetadata,
            Subject = new ObjectReference { Region = "us", Kind = "Namespace", Name = "Shop" },
            Message = "metadata.name: \u001b[2J\u0001 is not a DNS label",
        },
    ];

    [Theory]
    [InlineData("Table", "txt")]
    [InlineData("Json", "json")]
    [InlineData("Markdown", "md")]
    [InlineData("Sarif", "sarif")]
    [InlineData("Junit", "xml")]
    [InlineData("Github", "log")]
    public void Findings_InEveryForm_AreTheGolden(string format, string extension) =>
        Golden.Matches(Report(Enum.Parse<OutputFormat>(format), Findings), $"infra/Cli/goldens/findings.{extension}");

    [Theory]
    [InlineData("Table")]
    [InlineData("Json")]
    [InlineData("Sarif")]
    [InlineData("Junit")]
    [InlineData("Github")]
    public void Findings_InAnotherOrder_AreTheSameBytes(string format) =>
        Report(Enum.Parse<OutputFormat>(format), Findings.Reverse()).ShouldBe(Report(Enum.Parse<OutputFormat>(format), Findings));

    [Fact]
    public void Sarif_RulesAndResults_ReferToEachOther()
    {
        using var json = JsonDocument.Parse(Report(OutputFormat.Sarif, Findings));
        json.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
        var run = json.RootElement.GetProperty("runs").EnumerateArray().ShouldHaveSingleItem();
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            var rule = rules[result.GetProperty("ruleIndex").GetInt32()];
            rule.GetProperty("id").GetString().ShouldBe(result.GetProperty("ruleId").GetString());
            result.GetProperty("level").GetString().ShouldBeOneOf("error", "warning", "note");
            result.GetProperty("message").GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
            foreach (var location in result.GetProperty("locations").EnumerateArray())
            {
                if (location.TryGetProperty("physicalLocation", out var place))
                {
                    var uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString();
                    Uri.IsWellFormedUriString(uri, UriKind.Relative).ShouldBeTrue(uri);
                    place.GetProperty("region").GetProperty("startLine").GetInt32().ShouldBeGreaterThan(0);
                }
            }
        }
    }

    [Fact]
    public void Sarif_OfAStack_GivesEveryResultAFile()
    {
        using var text = new StringWriter();
        FindingsSarif.Write(text, [.. Findings], "stacks/Pulumi.prod.yaml");
        using var json = JsonDocument.Parse(text.ToString());

        var results = json.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();
        results.ShouldContain(result => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString() == "stacks/Pulumi.prod.yaml");
        results.ShouldAllBe(result => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString() != "");
    }

    [Fact]
    public void Junit_CasesAndFailures_AreCounted()
    {
        var suite = XDocument.Parse(Report(OutputFormat.Junit, Findings)).Root!.Element("testsuite")!;
        suite.Attribute("tests")!.Value.ShouldBe($"{suite.Elements("testcase").Count()}");
        suite.Attribute("failures")!.Value.ShouldBe($"{suite.Descendants("failure").Count()}");
        suite.Descendants("failure").Count().ShouldBe(2);
    }

    [Fact]
    public void Junit_NoFindings_IsOneCaseThatPasses()
    {
        var suite = XDocument.Parse(Report(OutputFormat.Junit, [])).Root!.Element("testsuite")!;
        suite.Elements("testcase").ShouldHaveSingleItem().Elements().ShouldBeEmpty();
    }

    [Fact]
    public void Table_WithColor_HasEscapeCodesAndWithoutHasNone()
    {
        Report(OutputFormat.Table, Findings, color: true).ShouldContain("\u001b[");
        Report(OutputFormat.Table, Findings).ShouldNotContain("\u001b[");
    }

    [Fact]
    public void Table_OfManyColumns_WrapsOnTerminalsOnly()
    {
        Finding[] wide = [Findings[0] with { Message = string.Join(' ', Enumerable.Repeat("spiffe://us.mesh.example/ns/shop/sa/orders", 9)) }];

        Report(OutputFormat.Table, wide).Split('\n')[0].Length.ShouldBeGreaterThan(300);
        Report(OutputFormat.Table, wide, width: 80).Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    private static string Report(OutputFormat format, IEnumerable<Finding> findings, bool color = false, int? width = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var context = new CliContext
        {
            Console = new CliConsole { Out = output, Error = TextWriter.Null, In = TextReader.Null, Width = width },
            WorkingDirectory = Repository.Root,
            Clock = TimeProvider.System,
            Color = color,
        };
        FindingsReport.Write(context, format, findings);
        return output.ToString();
    }
}

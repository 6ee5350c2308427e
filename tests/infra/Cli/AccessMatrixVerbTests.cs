using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

/// <summary><c>access --matrix</c> in every form.</summary>
public sealed class AccessMatrixVerbTests
{
    [Fact]
    public async Task Table_OfDev_IsTheGolden() => Golden.Matches((await CliRun.OfAsync("access", "dev", "--matrix")).Output, "infra/Cli/goldens/access.matrix.dev.txt");

    [Fact]
    public async Task Json_HasOnlyWhatIsNotDenied()
    {
        using var answer = JsonDocument.Parse((await CliRun.OfAsync("access", "prod", "--matrix", "-o", "json")).Output);

        var eu = answer.RootElement[0];
        eu.GetProperty("region").GetString().ShouldBe("eu");
        var cell = eu.GetProperty("cells").EnumerateArray().Single(item => item.GetProperty("from").GetString() == "finance/reporting");
        cell.GetProperty("to").GetString().ShouldBe("finance/ledger");
        cell.GetProperty("access").GetString().ShouldBe("some");
        var port = cell.GetProperty("ports")[0];
        (port.GetProperty("port").GetInt32(), port.GetProperty("transport").GetString(), port.GetProperty("requests").GetString()).ShouldBe((8080, "mtls", "GET /entries, /entries/{**}"));
        port.GetProperty("by")[0].GetProperty("object").GetString().ShouldBe("eu: AuthorizationPolicy finance/ledger");
    }

    [Fact]
    public async Task Svg_IsWellFormed_AndNeedsNothingElse()
    {
        var text = (await CliRun.OfAsync("access", "prod", "--matrix", "-o", "svg")).Output;

        var picture = XDocument.Parse(text);
        XNamespace svg = "http://www.w3.org/2000/svg";
        picture.Root!.Name.ShouldBe(svg + "svg");
        picture.Descendants(svg + "g").Count().ShouldBe((14 * 21) + (14 * 21));
        picture.Descendants(svg + "title").Select(title => title.Value).ShouldContain(title => title.StartsWith("finance/reporting → finance/ledger: some requests over mtls; 8080 (http): GET /entries", StringComparison.Ordinal));
        text.ShouldNotContain("href");
        text.ShouldContain("prefers-color-scheme: dark");
    }

    [Fact]
    public async Task Html_LinksEveryCellToItsLines_AndNeedsNothingElse()
    {
        var text = (await CliRun.OfAsync("access", "prod", "--matrix", "-o", "html")).Output;

        var anchors = Regex.Matches(text, " id=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();
        anchors.ShouldBeUnique();
        var links = Regex.Matches(text, "href=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();
        links.Count.ShouldBeGreaterThan(50);
        links.ShouldAllBe(link => link.StartsWith('#') && anchors.Contains(link.Substring(1)));
        Regex.Count(text, "<td").ShouldBe(Regex.Count(text, "</td>"));
        text.ShouldNotContain("<script");
        text.ShouldContain("<th scope=\"row\">us/payments/checkout</th>");
        text.ShouldContain("<span class=\"said\">some requests over mtls</span>");
    }

    [Fact]
    public async Task Names_ThatAreMarkup_AreNone()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("m.yaml", "{ apiVersion: v1, kind: Pod, metadata: { name: \"<b>&[red]\", namespace: n }, spec: { containers: [ { name: app, ports: [ { containerPort: 80 } ] } ] } }");

        foreach (var format in new[] { "table", "svg", "html" })
        {
            var run = await CliRun.OfAsync("access", "-f", file, "--matrix", "-o", format);
            run.ExitCode.ShouldBe(0, run.Error);
            run.Output.Contains("<b>", StringComparison.Ordinal).ShouldBe(format == "table");
        }
    }

    [Theory]
    [InlineData("--matrix", "--to", "ledger", "leave out --to")]
    [InlineData("--matrix", "-o", "yaml", "--matrix is printed as")]
    [InlineData("--to", "ledger", "-o", "svg", "are for --matrix")]
    public async Task Options_ThatDoNotFit_AreRefused(params string[] words)
    {
        var run = await CliRun.OfAsync(["access", "prod", .. words[..^1]]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(words[^1]);
    }
}

using System.Text.RegularExpressions;
using Components.Intent;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Monitoring;

public sealed partial class RuleTests
{
    private static readonly Dictionary<string, RegionIntent> Regions = new()
    {
        ["full"] = MonitoredRegion.Intent,
        ["bare"] = MonitoredRegion.Bare,
        ["permissive"] = MonitoredRegion.Permissive,
        ["spire"] = MonitoredRegion.Spire,
        ["csi"] = MonitoredRegion.Csi,
        ["linkerd"] = MonitoredRegion.LinkerdAlone,
    };

    public static TheoryData<string> RegionNames => [.. Regions.Keys];

    [Theory]
    [MemberData(nameof(RegionNames))]
    public void Rules_OfARegion_PassPromtool(string region)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("rules.yaml", RuleFile.Text(RuleFile.Rules(Regions[region])));

        var result = RealProgram.Promtool.Run(["check", "rules", "--lint=all", "--lint-fatal", file]);

        result.ExitCode.ShouldBe(0, result.Text);
    }

    [Fact]
    public void Alert_OfARegion_NamesRegionSeverityAndRunbook()
    {
        var headings = File.ReadLines(Repository.File("docs/components/monitoring.md"))
            .Where(line => line.StartsWith("#### ", StringComparison.Ordinal))
            .Select(line => line[5..])
            .ToList();

        foreach (var (region, alert) in MonitoredRegion.All.SelectMany(region => RuleFile.AllRules(RuleFile.Rules(region)).Select(rule => (region.Region.Name, rule)))
            .Where(rule => rule.rule.Alert is not null))
        {
            headings.ShouldContain(alert.Alert!, "every alert has its runbook");
            alert.Labels!["severity"].ShouldBeOneOf("warning", "critical");
            alert.Labels!["region"].ShouldBe(region);
            alert.Annotations!["summary"].ShouldStartWith($"{region}: ");
            alert.Annotations!["runbook_url"].ShouldBe($"docs/components/monitoring.md#{alert.Alert!.ToLowerInvariant()}");
        }
    }

    [Theory]
    [MemberData(nameof(RegionNames))]
    public void Rule_ThatReadsARecordedSeries_FindsItRecorded(string region)
    {
        var rules = RuleFile.AllRules(RuleFile.Rules(Regions[region]));
        // Constants of the intent and the plan are recorded only where there are some.
        string[] constants = ["mtls:authority_not_after:timestamp_seconds", "mtls:exception_expires:timestamp_seconds"];

        var read = rules.SelectMany(rule => RecordedSeries().Matches(rule.Expr.ToString()!)).Select(match => match.Value);

        read.Distinct().ShouldBeSubsetOf(rules.Select(rule => rule.Record).OfType<string>().Concat(constants));
    }

    [GeneratedRegex("mtls:[a-z_]+:[a-z0-9_]+")]
    private static partial Regex RecordedSeries();
}

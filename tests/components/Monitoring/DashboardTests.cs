using System.Text.Json;
using System.Text.RegularExpressions;
using Components.Intent;
using Components.Monitoring;
using Manifests.Core.V1;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Monitoring;

public sealed class DashboardTests
{
    private static readonly JsonElement Dashboard = Parse(MonitoredRegion.Intent);

    [Fact]
    public void Dashboard_OfTheRegion_IsAsInTheGolden() =>
        Golden.Matches(Map(MonitoredRegion.Intent).Data!.Values.Single(), "components/Monitoring/dashboard.golden.json");

    [Fact]
    public void ConfigMap_OfTheDashboard_CarriesTheLabelOfGrafanasSidecar()
    {
        var map = Map(MonitoredRegion.Intent);

        map.Metadata.Labels!["grafana_dashboard"].ShouldBe("1");
        map.Data!.Keys.Single().ShouldBe("mtls-test-us.json");
    }

    [Fact]
    public void Panels_OfTheDashboard_HaveNumbersOfTheirOwnAndDoNotOverlap()
    {
        var panels = Dashboard.GetProperty("panels").EnumerateArray().ToList();

        panels.Select(panel => panel.GetProperty("id").GetInt32()).ShouldBeUnique();
        panels.SelectMany(Cells).ShouldBeUnique();
        panels.SelectMany(Cells).ShouldAllBe(cell => cell.X < 24);
    }

    [Theory]
    [InlineData("mTLS success rate")]
    [InlineData("Certificate expiry timeline")]
    [InlineData("CA certificates")]
    [InlineData("Authorization denials")]
    [InlineData("Plaintext by workload")]
    [InlineData("Cross-region latency")]
    [InlineData("Certificate requests")]
    public void Dashboard_OfTheRegion_HasThePanel(string title) =>
        Dashboard.GetProperty("panels").EnumerateArray().ShouldContain(panel => panel.GetProperty("title").GetString() == title);

    /// <summary>No panel asks for series of a system that does not run in the region.</summary>
    [Theory]
    [InlineData("linkerd", "istio_|citadel_|mtls:handshake|mtls:plaintext|mtls:peer_verification|spire_")]
    [InlineData("spire", "citadel_|istio_agent|control_identity|cert_manager_istio_csr")]
    [InlineData("istio-csr", "citadel_|control_identity|spire_")]
    [InlineData("istio", "control_identity|mtls:linkerd|spire_|cert_manager_istio_csr")]
    public void Dashboard_OfARegion_AsksOnlyForWhatRunsThere(string kind, string foreign)
    {
        var region = kind switch
        {
            "linkerd" => MonitoredRegion.LinkerdAlone,
            "spire" => MonitoredRegion.Spire,
            "istio-csr" => MonitoredRegion.ByIstioCsr,
            _ => MonitoredRegion.Intent,
        };
        var queries = Parse(region).GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)
            .ToList();

        queries.ShouldNotBeEmpty();
        queries.ShouldAllBe(query => !Regex.IsMatch(query, foreign));
    }

    [Fact]
    public void Dashboard_OfALoneRegion_HasNoCrossRegionLatency() =>
        Parse(MonitoredRegion.Bare).GetProperty("panels").EnumerateArray()
            .ShouldNotContain(panel => panel.GetProperty("title").GetString() == "Cross-region latency");

    [Fact]
    public void Uid_OfALongName_FitsGrafanasFortyCharacters() =>
        Parse(MonitoredRegion.Intent with { Environment = new string('x', 63) }).GetProperty("uid").GetString()!.Length.ShouldBe(40);

    [Fact]
    public void Queries_OfTheDashboard_ParseInPromtool()
    {
        var rules = MonitoredRegion.All.SelectMany(Targets).Select((target, number) => new Dictionary<string, object>
        {
            ["record"] = $"query_{number}",
            ["expr"] = target.GetProperty("expr").GetString()!,
        });
        using var folder = new TemporaryFolder();
        var file = folder.Write("queries.yaml", JsonSerializer.Serialize(new
        {
            groups = new[] { new { name = "queries", rules } },
        }));

        var result = RealProgram.Promtool.Run(["check", "rules", file]);

        result.ExitCode.ShouldBe(0, result.Text);
    }

    [Fact]
    public void Queries_OfTheDashboard_AskTheChosenDataSource() =>
        MonitoredRegion.All.SelectMany(Targets).ShouldAllBe(target => target.GetProperty("datasource").GetProperty("uid").GetString() == "${datasource}");

    private static IEnumerable<JsonElement> Targets(RegionIntent region) =>
        Parse(region).GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray());

    private static IEnumerable<(int X, int Y)> Cells(JsonElement panel)
    {
        var place = panel.GetProperty("gridPos");
        return from x in Enumerable.Range(place.GetProperty("x").GetInt32(), place.GetProperty("w").GetInt32())
               from y in Enumerable.Range(place.GetProperty("y").GetInt32(), place.GetProperty("h").GetInt32())
               select (x, y);
    }

    private static JsonElement Parse(RegionIntent intent) => JsonDocument.Parse(Map(intent).Data!.Values.Single()).RootElement;

    private static ConfigMap Map(RegionIntent intent) =>
        MonitoringManifests.For(intent, MonitoredRegion.Options, MonitoredRegion.Hierarchy).OfType<ConfigMap>().Single();
}

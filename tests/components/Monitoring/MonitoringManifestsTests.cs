using System.Text.RegularExpressions;
using Components.Intent;
using Components.Monitoring;
using Manifests;
using Manifests.Istio.Telemetry.V1;
using Manifests.Monitoring.V1;
using Manifests.Validation;
using Manifests.Writing;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Monitoring;

public sealed partial class MonitoringManifestsTests
{
    private static readonly IReadOnlyList<KubernetesObject> Objects =
        MonitoringManifests.For(MonitoredRegion.Intent, MonitoredRegion.Options, MonitoredRegion.Hierarchy);

    [Fact]
    public void Objects_OfTheRegion_AreAsInTheGolden()
    {
        using var text = new StringWriter();
        ManifestWriter.WriteYaml(Objects.Where(own => own.Kind != "ConfigMap").Select(own => own.ToNode()), text);

        Golden.Matches(text.ToString(), "components/Monitoring/region.golden.yaml");
    }

    [Fact]
    public void PlaintextRules_OfTheRegion_AreAsInTheGolden() =>
        Golden.Matches(
            ManifestWriter.WriteYaml(RuleFile.Rules(MonitoredRegion.Intent).Spec.Groups!.Single(group => group.Name == "mtls-plaintext").ToNode()),
            "components/Monitoring/plaintext-rules.golden.yaml");

    [Fact]
    public void Objects_OfTheRegion_FollowTheirSchemas() =>
        Objects.SelectMany(SchemaValidator.Validate).ShouldBeEmpty();

    [Fact]
    public void Objects_OfTheSameRegion_AreTheSame() =>
        MonitoringManifests.For(MonitoredRegion.Intent, MonitoredRegion.Options, MonitoredRegion.Hierarchy).ShouldBe(Objects);

    [Fact]
    public void Objects_OfTheRegion_HaveNamesAndOwners()
    {
        Objects.Select(own => (own.Kind, own.Metadata.Namespace, own.Metadata.Name)).ShouldBeUnique();
        Objects.ShouldAllBe(own => own.Metadata.Labels!["app.kubernetes.io/part-of"] == "mtls");
    }

    [Fact]
    public void Objects_OfARegionWithoutSidecars_ScrapeNone()
    {
        var outside = MonitoredRegion.Bare with
        {
            Namespaces = [MonitoredRegion.Bare.Namespaces[0] with { DataPlane = null }],
            Workloads = [MonitoredRegion.Bare.Workloads[0] with { DataPlane = null }],
        };

        var objects = MonitoringManifests.For(outside, MonitoredRegion.Options, MonitoredRegion.Hierarchy);

        objects.OfType<PodMonitor>().Select(monitor => monitor.Metadata.Name).ShouldBe(["istio-gateways"]);
        objects.OfType<Telemetry>().ShouldBeEmpty();
        RuleFile.AllRules(objects.OfType<PrometheusRule>().Single()).ShouldNotContain(rule => rule.Alert == "MtlsAgentsSilent");
    }

    /// <summary>An agent of Istio's tells of the certificates that it asks for itself; SPIRE's are told by SPIRE.</summary>
    [Fact]
    public void Rules_OfARegionBySpire_LookAtSpireAndNotAtIstiodsIssuing()
    {
        var rules = RuleFile.AllRules(RuleFile.Rules(MonitoredRegion.Spire));

        rules.Select(rule => rule.Alert).ShouldContain("MtlsSpireAuthorityFailing");
        string.Concat(rules.Select(rule => rule.Expr.ToString())).ShouldNotContain("istio_agent_");
        rules.ShouldNotContain(rule => rule.Alert == "MtlsCsrSigningFailing");
        // Its own certificate, and that of its webhooks, istiod still signs.
        rules.Select(rule => rule.Alert).ShouldContain("MtlsIstiodChainExpiring");
        Monitors(MonitoredRegion.Spire).ShouldBe(
            ["cert-manager", "istiod", "trust-manager", "spire-server", "spire-agents", "istio-gateways", "istio-sidecars"], ignoreOrder: true);
    }

    [Fact]
    public void Monitors_OfARegionWithTheCsiDriver_AreTheDriversAndTheApproversToo() =>
        Monitors(MonitoredRegion.Csi).Except(Monitors(MonitoredRegion.Bare)).ShouldBe(
            ["cert-manager-csi-driver", "cert-manager-approver-policy"], ignoreOrder: true);

    private static IEnumerable<string> Monitors(RegionIntent region) =>
        MonitoringManifests.For(region, MonitoredRegion.Options, MonitoredRegion.Hierarchy)
            .Where(own => own is PodMonitor or ServiceMonitor)
            .Select(own => own.Metadata.Name!);

    [Fact]
    public void Authorities_OfTheRules_AreTheTrustedRootsAndTheRegionsOwnIntermediates()
    {
        var recorded = RuleFile.AllRules(RuleFile.Rules(MonitoredRegion.Intent))
            .Where(rule => rule.Record == "mtls:authority_not_after:timestamp_seconds")
            .Select(rule => $"{rule.Labels!["authority"]} {rule.Labels["state"]}");

        recorded.ShouldBe(["root-1969 retiring", "root-1970 active", "us mesh CA g1 retiring", "us mesh CA g2 active"]);
    }

    [Fact]
    public void EnvoyStats_ThatTheRulesRead_AreIncluded()
    {
        var read = string.Concat(RuleFile.AllRules(RuleFile.Rules(MonitoredRegion.Intent)).Select(rule => rule.Expr.ToString()));
        var stats = SslStats().Matches(read).Select(match => $"ssl.{match.Groups[1].Value}").Distinct();

        stats.ShouldBe(EnvoyStats.RequiredInclusions, ignoreOrder: true);
    }

    [GeneratedRegex("envoy_(?:listener|cluster)_ssl_([a-z_]+)")]
    private static partial Regex SslStats();
}

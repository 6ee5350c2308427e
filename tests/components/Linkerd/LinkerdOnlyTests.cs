using System.Text;
using Components.Platform;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Manifests;
using Manifests.Monitoring.V1;
using Shouldly;
using Tests.Infra.Planning;
using Trust.Hierarchy;
using Xunit;

namespace Tests.Components.Linkerd;

/// <summary>A region whose proxies are all Linkerd's, as in the stack <c>linkerd-lab</c>, and one with both meshes.</summary>
public sealed class LinkerdOnlyTests
{
    private static readonly string[] IstioNamespaces = ["istio-system", "istio-ingress", "istio-cni"];

    [Fact]
    public void Manifests_WithoutASidecar_HoldNothingOfIstios()
    {
        var region = Plan(StackText.Of("linkerd-lab")).Regions.Single();

        region.Intent.HasIstio.ShouldBeFalse();
        region.Manifests.Select(manifest => manifest.ApiVersion).ShouldAllBe(version => !version.Contains("istio.io", StringComparison.Ordinal));
        region.Manifests.ShouldAllBe(manifest => !IstioNamespaces.Contains(manifest.Metadata.Namespace ?? manifest.Metadata.Name));
        IstioReleases.For(region.Intent, region.Platform, new List<object>()).ShouldBeEmpty();
    }

    [Fact]
    public void Alerts_WithoutASidecar_WatchNoSeriesOfIstios()
    {
        var expressions = Expressions(Plan(StackText.Of("linkerd-lab")).Regions.Single());

        expressions.ShouldAllBe(expression => !expression.Contains("citadel_", StringComparison.Ordinal) && !expression.Contains("istio_", StringComparison.Ordinal)
            && !expression.Contains("envoy_", StringComparison.Ordinal) && !expression.Contains("istiod", StringComparison.Ordinal));
        expressions.ShouldContain(expression => expression.Contains("certmanager_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Region_WithoutASidecar_HasNoCaOfIstiods()
    {
        var plan = Plan(StackText.Of("linkerd-lab"));
        var recorded = new RecordedSecrets();

        var run = await HermeticRun.OfAsync(plan, secrets: recorded.Add);

        plan.Trust.Intermediates.Select(own => own.Use).ShouldBe([IntermediateUse.Workloads]);
        run.Releases.Select(release => release.Name).ShouldAllBe(name => !name.Contains("istio", StringComparison.Ordinal));
        recorded.Ordered().Select(secret => ((ScalarNode)((MapNode)secret.Manifest["metadata"]!)["name"]!).AsString).ShouldNotContain("cacerts");
        plan.Findings.ShouldBeEmpty();
    }

    /// <summary>One namespace with sidecars, or a way in from other regions, and Istio is there again beside Linkerd.</summary>
    [Theory]
    [InlineData("    finance: {}\n", "    finance: {}\n    reports: { dataPlane: sidecar }\n")]
    [InlineData("      dataPlane: linkerd\n", "      dataPlane: linkerd\n      eastWestAddress: lab.example\n")]
    public void Region_ThatNeedsIstio_HasBoth(string old, string @new)
    {
        var reading = Read(StackText.Replace(StackText.Of("linkerd-lab"), old, @new));
        var region = EnvironmentPlan.From(reading.Intent.ShouldNotBeNull(string.Join('\n', reading.Errors))).Regions.Single();

        region.Intent.HasIstio.ShouldBeTrue();
        region.Intent.HasLinkerd.ShouldBeTrue();
        region.MeshAuthority.ShouldNotBeNull();
        region.Manifests.ShouldContain(manifest => manifest.Kind == "PeerAuthentication" && manifest.Metadata.Namespace == "istio-system");
        region.Manifests.ShouldContain(manifest => manifest.Kind == "Server");
        IstioReleases.For(region.Intent, region.Platform, new List<object>()).ShouldContain(release => release.Name == "istiod");
        Expressions(region).ShouldContain(expression => expression.Contains("citadel_", StringComparison.Ordinal));
    }

    [Fact]
    public void Approver_BesideLinkerd_IsRefused()
    {
        var text = StackText.Replace(StackText.Of("linkerd-lab"), "  mtls:exceptions:\n", "  mtls:platform:\n    approver: {}\n  mtls:exceptions:\n");

        Read(text).Errors.ShouldHaveSingleItem().ToString()
            .ShouldContain("mtls:platform.approver: the request for the certificate of Linkerd's identity issuer has no policy here, so it would wait forever; remove the key");
    }

    private static List<string> Expressions(RegionPlan region) =>
        [.. region.Manifests.OfType<PrometheusRule>().Single().Spec!.Groups!.SelectMany(group => group.Rules!).Select(rule => rule.Expr.ToString()!)];

    private static EnvironmentPlan Plan(string text) => EnvironmentPlan.From(Read(text).Intent.ShouldNotBeNull());

    private static IntentReading Read(string text) =>
        IntentReader.FromText("linkerd-lab", "stacks/Pulumi.linkerd-lab.yaml", Encoding.UTF8.GetBytes(text), StackText.Today);
}

using System.Collections.Immutable;
using Components.Platform;
using Infra;
using Infra.Hermetic;
using Shouldly;
using Trust;
using Trust.Bundles;
using Xunit;

namespace Tests.Infra.Planning;

/// <summary>Who trusts whom, from the stack file to what the clusters get.</summary>
public sealed class TopologyTests
{
    private const string Roots = "      root-2026: { state: active, notBefore: \"2026-01-01\", lifetime: 3650d, key: P384 }\n";

    private const string RootsPerRegion =
        "      us-root: { region: us, notBefore: \"2026-01-01\" }\n      eu-root: { region: eu, notBefore: \"2026-01-02\" }\n";

    [Fact]
    public async Task SharedRoot_GivesEveryRegionTheSameBytes()
    {
        var bundles = await Bundles(Plan(StackText.Prod));

        bundles["us"].ShouldBe(bundles["eu"]);
        Bundle.Parse(bundles["us"]).Roots.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RootPerRegion_GivesEachRegionBothRoots_ItsOwnFirst()
    {
        var bundles = await Bundles(Plan(PerRegion()));

        Subjects(bundles["us"]).ShouldBe(["CN=us-root, O=prod", "CN=eu-root, O=prod"]);
        Subjects(bundles["eu"]).ShouldBe(["CN=eu-root, O=prod", "CN=us-root, O=prod"]);
    }

    [Fact]
    public void AsymmetricTrust_IsAcceptedOneWay()
    {
        // The books in the EU take entries from the US; nothing in the US takes calls from the EU.
        var plan = Plan(Asymmetric());

        AcceptedDomains(plan, "eu").ShouldBe(["us.mesh.acme.example"]);
        AcceptedDomains(plan, "us").ShouldBeEmpty();
        plan.Regions.Select(region => string.Join(' ', region.Bundle)).ShouldBe(["eu-root us-root", "us-root eu-root"]);
    }

    [Fact]
    public void AsymmetricTrust_CallAgainstIt_IsAnError() =>
        StackText.Read(StackText.Replace(Asymmetric(), "methods: [GET], paths: [/prices", "regions: [us, eu], methods: [GET], paths: [/prices")).Errors
            .ShouldHaveSingleItem().ToString().ShouldEndWith(
                "regions: region us accepts no callers of region eu, so catalog cannot call pricing there; add eu to mtls:regions.us.trusts");

    [Fact]
    public void RegionsThatDoNotTrustOneAnother_DoNotShareARoot()
    {
        var stack = StackText.Replace(Asymmetric(), "      network: eu\n      trusts: [us]\n", "      network: eu\n      trusts: []\n");
        var plan = Plan(StackText.Replace(stack, "regions: [us, eu], methods: [POST]", "methods: [POST]"));

        plan.Regions.Select(region => string.Join(' ', region.Bundle)).ShouldBe(["eu-root", "us-root"]);
    }

    [Fact]
    public async Task RegionAdded_AppendsToTheBundlesOfTheOthers()
    {
        var before = await Bundles(Plan(PerRegion()));
        var grown = StackText.Replace(PerRegion(), "  mtls:namespaces:\n", """
                ap:
                  trustDomain: ap.mesh.acme.example
                  cluster: prod-ap
                  intermediate: { notBefore: "2026-06-01" }

              mtls:namespaces:

            """);
        var after = await Bundles(Plan(StackText.Replace(grown, RootsPerRegion, RootsPerRegion + "      ap-root: { region: ap, notBefore: \"2026-06-01\" }\n")));

        after["us"].ShouldStartWith(before["us"]);
        after["eu"].ShouldStartWith(before["eu"]);
        Subjects(after["ap"]).ShouldBe(["CN=ap-root, O=prod", "CN=us-root, O=prod", "CN=eu-root, O=prod"]);
    }

    [Fact]
    public void RegionRemoved_LeavesTheNameOfItsRootTaken()
    {
        var plan = Plan(StackText.Replace(
            PerRegion(), RootsPerRegion, RootsPerRegion + "      ap-root: { region: ap, state: gone, notBefore: \"2026-06-01\" }\n"));

        plan.Trust.Roots.Select(root => root.Name).ShouldBe(["us-root", "eu-root"]);
    }

    private static string PerRegion() => StackText.Replace(
        StackText.Replace(StackText.Prod, "topology: shared-root", "topology: root-per-region"), Roots, RootsPerRegion);

    private static string Asymmetric()
    {
        var stack = StackText.Replace(PerRegion(), "      network: eu\n", "      network: eu\n      trusts: [us]\n");
        stack = StackText.Replace(stack, "      network: us\n", "      network: us\n      trusts: []\n");
        return StackText.Replace(stack, "regions: [us, eu], methods: [GET], paths: [/prices", "methods: [GET], paths: [/prices");
    }

    private static EnvironmentPlan Plan(string stack)
    {
        var reading = StackText.Read(stack);
        reading.Errors.ShouldBeEmpty();
        return EnvironmentPlan.From(reading.Intent!);
    }

    private static async Task<ImmutableDictionary<string, string>> Bundles(EnvironmentPlan plan) =>
        (ImmutableDictionary<string, string>)(await HermeticRun.OfAsync(plan)).Outputs["bundles"].Value!;

    private static IEnumerable<string> Subjects(string bundle) => CertificatePem.ReadAll(bundle).Select(root => root.Subject);

    private static IEnumerable<string> AcceptedDomains(EnvironmentPlan plan, string region) =>
        CaCertificates.For(plan.Regions.Single(candidate => candidate.Name == region).Intent, ["root"])
            .SelectMany(entry => (IEnumerable<object>)((IReadOnlyDictionary<string, object>)entry)["trustDomains"]).Cast<string>();
}

using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;
using Xunit;

namespace Tests.Trust;

public sealed class BundlePlanTests
{
    [Fact]
    public void Of_SharedRoot_IsTheSameEverywhere()
    {
        var plan = Plan(["us", "eu"], [Root("root-2026"), Root("root-2030", RootState.Published)]);

        Words(plan).ShouldBe(["us: root-2026 root-2030", "eu: root-2026 root-2030"]);
    }

    [Fact]
    public void Of_RootPerRegion_HoldsTheOwnRootFirst()
    {
        var plan = Plan(["us", "eu", "ap"], [Root("us-root", "us"), Root("eu-root", "eu"), Root("ap-root", "ap")]);

        Words(plan).ShouldBe(["us: us-root eu-root ap-root", "eu: eu-root us-root ap-root", "ap: ap-root us-root eu-root"]);
    }

    [Fact]
    public void Of_RegionThatNobodyShares_HoldsItsOwnRootOnly()
    {
        var plan = Plan(["us", "eu", "ap"], [Root("us-root", "us"), Root("eu-root", "eu"), Root("ap-root", "ap")]) with
        {
            Trusts = Trusts(("us", ["eu"]), ("eu", ["us"]), ("ap", [])),
        };

        Words(plan).ShouldBe(["us: us-root eu-root", "eu: eu-root us-root", "ap: ap-root"]);
    }

    [Fact]
    public void Of_AsymmetricTrust_LetsTheCallerVerifyTheServer()
    {
        // eu accepts callers of us and not the other way round; us still has to verify the servers of eu. ap is strange to both.
        var plan = Plan(["us", "eu", "ap"], [Root("us-root", "us"), Root("eu-root", "eu"), Root("ap-root", "ap")]) with
        {
            Trusts = Trusts(("us", []), ("eu", ["us"]), ("ap", [])),
        };

        Words(plan).ShouldBe(["us: us-root eu-root", "eu: eu-root us-root", "ap: ap-root"]);
        (plan.Accepts("eu", "us"), plan.Accepts("us", "eu"), plan.Accepts("us", "us")).ShouldBe((true, false, true));
    }

    [Fact]
    public void Of_RegionAdded_AppendsItsRootAndMovesNone()
    {
        var before = Plan(["us", "eu"], [Root("us-root", "us"), Root("eu-root", "eu")]);
        var after = Plan(["us", "eu", "ap"], [.. before.Roots, Root("ap-root", "ap")]);

        Words(after).ShouldBe(["us: us-root eu-root ap-root", "eu: eu-root us-root ap-root", "ap: ap-root us-root eu-root"]);
    }

    [Fact]
    public void Of_RegionRemoved_DropsItsRoot()
    {
        var plan = Plan(["us"], [Root("us-root", "us"), Root("eu-root", "eu")]);

        Words(plan).ShouldBe(["us: us-root"]);
    }

    [Fact]
    public void Of_OwnRootGone_LeavesTheOthersWhereTheyWere()
    {
        RootPlan[] roots = [Root("us-root", "us"), Root("eu-root", "eu"), Root("eu-root-2", "eu")];
        RootPlan[] without = [roots[0], roots[1] with { State = RootState.Gone }, roots[2]];

        Words(Plan(["us", "eu"], roots)).ShouldBe(["us: us-root eu-root eu-root-2", "eu: eu-root us-root eu-root-2"]);
        Words(Plan(["us", "eu"], without)).ShouldBe(["us: us-root eu-root-2", "eu: us-root eu-root-2"]);
    }

    [Fact]
    public void Of_AnyPlan_IsAppendOnlyAndOfOneOrder() => Check.QuickThrowOnFailure(Prop.ForAll(Plans(), plan =>
    {
        var bundles = BundlePlan.Of(plan);
        var appended = BundlePlan.Of(plan with { Roots = [.. plan.Roots, Root("new")] });
        var places = plan.Roots.Select(root => root.Name).ToList();
        return plan.Regions.All(region =>
            // A region's very first root is its own, and so stands first.
            (!plan.RootsOf(region).Any() || appended[region].SequenceEqual([.. bundles[region], "new"]))
            && IsAscending(bundles[region].Skip(1).Select(name => places.IndexOf(name)))
            && plan.Roots.All(root => bundles[region].Contains(root.Name) == (root.State.IsTrusted() && Needs(plan, region, root))));
    }));

    [Fact]
    public void Of_AnyPlanWithARootTakenAway_KeepsTheOrderOfTheOthers() => Check.QuickThrowOnFailure(Prop.ForAll(Plans(), plan =>
    {
        var before = BundlePlan.Of(plan);
        return plan.Roots.All(gone =>
        {
            var after = BundlePlan.Of(plan with { Roots = [.. plan.Roots.Select(root => root == gone ? root with { State = RootState.Gone } : root)] });
            return plan.Regions.All(region => after[region].SequenceEqual(before[region].Where(name => name != gone.Name)));
        });
    }));

    /// <summary>The membership rule once more, from the side of one root.</summary>
    private static bool Needs(HierarchyPlan plan, string region, RootPlan root) => plan.Intermediates.Any(intermediate =>
        root.Serves(intermediate.Scope.TrustDomain)
        && (plan.Accepts(region, intermediate.Region) || plan.Accepts(intermediate.Region, region)));

    private static bool IsAscending(IEnumerable<int> places) => places.Zip(places.Skip(1)).All(pair => pair.First < pair.Second);

    private static Arbitrary<HierarchyPlan> Plans()
    {
        string[] regions = ["us", "eu", "ap"];
        var root =
            from state in Gen.Elements(Enum.GetValues<RootState>())
            from region in Gen.Elements<string?>("us", "eu", "ap", null)
            select (state, region);
        return (
            from count in Gen.Choose(1, 3)
            from roots in Gen.ListOf(root)
            from trusts in Gen.ArrayOf(Gen.Elements(true, false), 9)
            select Plan(regions[..count], [.. roots.Select((each, index) => Root($"root-{index}", each.region, each.state))]) with
            {
                Trusts = Trusts([.. regions[..count].Select((region, row) => (region, regions[..count].Where((_, column) => trusts[(3 * row) + column]).ToArray()))]),
            }).ToArbitrary();
    }

    private static List<string> Words(HierarchyPlan plan) =>
        [.. BundlePlan.Of(plan).Select(bundle => $"{bundle.Key}: {string.Join(' ', bundle.Value)}")];

    private static HierarchyPlan Plan(string[] regions, RootPlan[] roots) => new()
    {
        Environment = "test",
        Roots = roots,
        Intermediates = [.. regions.Select(region => new IntermediatePlan
        {
            Region = region,
            Scope = Scope(region),
            Use = IntermediateUse.Mesh,
            Generation = 1,
            Root = roots.FirstOrDefault(root => root.Serves(Scope(region).TrustDomain))?.Name ?? "none",
            Validity = TestHierarchy.IntermediateLife,
            LongestLeaf = TimeSpan.FromDays(1),
            RenewBefore = TimeSpan.FromDays(90),
        })],
        ReloadDelay = TimeSpan.FromDays(1),
    };

    private static Dictionary<string, IReadOnlyList<string>> Trusts(params (string Region, string[] Accepted)[] trusts) =>
        trusts.ToDictionary(trust => trust.Region, trust => (IReadOnlyList<string>)trust.Accepted);

    private static RootPlan Root(string name, RootState state) => Root(name, null, state);

    private static RootPlan Root(string name, string? region = null, RootState state = RootState.Active) =>
        new() { Name = name, State = state, Validity = TestHierarchy.RootLife, Scope = region is null ? null : Scope(region) };

    private static RegionScope Scope(string region) => new(TrustDomain.Parse($"{region}.mesh.example"), TestHierarchy.ClusterDomain);
}

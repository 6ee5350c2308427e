using Shouldly;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.X509;
using Xunit;

namespace Tests.Trust;

public sealed class HierarchyFindingsTests
{
    private static readonly RootPlan Root = new() { Name = "root-2026", State = RootState.Active, Validity = TestHierarchy.RootLife };

    private static readonly IntermediatePlan Us = Intermediate("us", TestHierarchy.Us);
    private static readonly IntermediatePlan Eu = Intermediate("eu", TestHierarchy.Eu);

    private static readonly HierarchyPlan Good = new()
    {
        Environment = "prod",
        Roots = [Root],
        Intermediates = [Us, Eu],
        ReloadDelay = TimeSpan.FromHours(1),
    };

    [Fact]
    public void Check_SharedRoot_FindsNothing() => HierarchyFindings.Check(Good).ShouldBeEmpty();

    [Fact]
    public void Check_RootPerRegion_FindsNothing() =>
        HierarchyFindings.Check(Good with
        {
            Roots = [Root with { Name = "us-root", Scope = Us.Scope }, Root with { Name = "eu-root", Scope = Eu.Scope }],
            Intermediates = [Us with { Root = "us-root" }, Eu with { Root = "eu-root" }],
        }).ShouldBeEmpty();

    [Fact]
    public void Check_ChildThatOutlivesItsRoot_IsFound() =>
        Single(Good with { Intermediates = [Us with { Validity = new Validity(TestHierarchy.Start, TestHierarchy.RootLife.NotAfter.AddSeconds(1)) }, Eu] })
            .ShouldBe((TrustRule.IssuerWindow, "us mesh CA g1"));

    [Fact]
    public void Check_TwoActiveRoots_AreFoundForEachTrustDomain() =>
        HierarchyFindings.Check(Good with { Roots = [Root, Root with { Name = "root-2030" }] })
            .Select(finding => (finding.Rule, finding.Subject, finding.Message))
            .ShouldBe([
                (TrustRule.ActiveRoot, "us.mesh.example", "2 roots are active: root-2026, root-2030"),
                (TrustRule.ActiveRoot, "eu.mesh.example", "2 roots are active: root-2026, root-2030")]);

    [Fact]
    public void Check_NoActiveRoot_IsFound() =>
        HierarchyFindings.Check(Good with { Roots = [Root with { State = RootState.Retiring }] })
            .ShouldAllBe(finding => finding.Rule == TrustRule.ActiveRoot && finding.Message == "no root is active");

    [Theory]
    [InlineData(RootState.Published, "published")]
    [InlineData(RootState.Gone, "gone")]
    public void Check_IntermediateUnderARootThatMayNotSign_IsFound(RootState state, string word)
    {
        var finding = HierarchyFindings.Check(Good with
        {
            Roots = [Root, Root with { Name = "root-2030", State = state }],
            Intermediates = [Us with { Root = "root-2030" }, Eu],
        }).ShouldHaveSingleItem();

        finding.ToString().ShouldBe(
            $"us mesh CA g1: its root 'root-2030' is {word}; sign it with an active root, or make that root active once every bundle holds it");
    }

    [Fact]
    public void Check_UnknownRoot_IsFound() =>
        Single(Good with { Intermediates = [Us with { Root = "rot" }, Eu] }).ShouldBe((TrustRule.SigningRoot, "us mesh CA g1"));

    [Fact]
    public void Check_RootOfAnotherRegion_IsFound() =>
        Single(Good with
        {
            Roots = [Root with { Name = "us-root", Scope = Us.Scope }, Root with { Name = "eu-root", Scope = Eu.Scope }],
            Intermediates = [Us with { Root = "eu-root" }, Eu with { Root = "eu-root" }],
        }).ShouldBe((TrustRule.SigningRoot, "us mesh CA g1"));

    [Theory]
    [InlineData(0, "is not inside its life")]
    [InlineData(800, "is not inside its life")]
    [InlineData(89, "comes too late for leaves that live 90 d")]
    public void Check_RenewalOutsideTheLife_IsFound(int days, string expected)
    {
        var plan = Good with { Intermediates = [Us with { RenewBefore = TimeSpan.FromDays(days), LongestLeaf = TimeSpan.FromDays(90) }, Eu] };

        HierarchyFindings.Check(plan).ShouldHaveSingleItem().Message.ShouldContain(expected);
    }

    [Fact]
    public void Check_GenerationsThatOverlapForLessThanALeafAndTheReload_AreFound()
    {
        var end = Us.Validity.NotAfter;
        HierarchyPlan Plan(DateTimeOffset start) =>
            Good with { Intermediates = [Us, Us with { Generation = 2, Validity = new Validity(start, start.AddYears(2)) }, Eu] };

        HierarchyFindings.Check(Plan(end.AddHours(-25))).ShouldBeEmpty();
        HierarchyFindings.Check(Plan(end.AddHours(-24))).ShouldHaveSingleItem().Message
            .ShouldBe("it overlaps with us mesh CA g1 for 1 d, and leaves signed before the change need 25 h");
    }

    [Fact]
    public void Check_Names_AreUniqueAndGenerationsCountFromOne()
    {
        Single(Good with { Roots = [Root, Root with { State = RootState.Published }] }).ShouldBe((TrustRule.AuthorityName, "root-2026"));
        HierarchyFindings.Check(Good with { Intermediates = [Us, Us, Eu] }).ShouldContain(finding => finding.Rule == TrustRule.AuthorityName);
        Single(Good with { Intermediates = [Us with { Generation = 0 }, Eu] }).ShouldBe((TrustRule.AuthorityName, "us mesh CA g0"));
    }

    [Fact]
    public void Check_TrustDomainNames_AreLinted() =>
        Single(Good with { Intermediates = [Us with { Scope = new RegionScope(TrustDomain.Parse("us_east.mesh.example"), TestHierarchy.ClusterDomain) }, Eu] })
            .ShouldBe((TrustRule.TrustDomainName, "us_east.mesh.example"));

    [Fact]
    public void ToProfile_OfAPlan_IsWhatTheIssuerTakes()
    {
        Root.ToProfile("prod").Subject.ShouldBe(new DistinguishedName { CommonName = "root-2026", Organization = "prod" });
        Us.ToProfile().Subject.CommonName.ShouldBe("us mesh CA g1");
        (Us with { Use = IntermediateUse.Workloads }).ToProfile().Subject.CommonName.ShouldBe("us workload CA g1");
    }

    private static (TrustRule Rule, string Subject) Single(HierarchyPlan plan)
    {
        var finding = HierarchyFindings.Check(plan).ShouldHaveSingleItem();
        return (finding.Rule, finding.Subject);
    }

    private static IntermediatePlan Intermediate(string region, TrustDomain trustDomain) => new()
    {
        Region = region,
        Scope = new RegionScope(trustDomain, TestHierarchy.ClusterDomain),
        Use = IntermediateUse.Mesh,
        Generation = 1,
        Root = "root-2026",
        Validity = TestHierarchy.IntermediateLife,
        LongestLeaf = TimeSpan.FromHours(24),
        RenewBefore = TimeSpan.FromDays(90),
    };
}

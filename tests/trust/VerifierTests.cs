using Shouldly;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Verification.Verifiers;
using Xunit;

namespace Tests.Trust;

public sealed class VerifierTests
{
    private static readonly RootPlan Shared = new() { Name = "root-2026", State = RootState.Active, Validity = TestHierarchy.RootLife };
    private static readonly RootPlan UsRoot = Shared with { Name = "us-root", Scope = Scope(TestHierarchy.Us) };
    private static readonly RootPlan EuRoot = Shared with { Name = "eu-root", Scope = Scope(TestHierarchy.Eu) };

    [Fact]
    public void Table_HoldsEveryVerifierOnce() => VerifierTable.All.Select(facts => facts.Verifier).ShouldBe(Enum.GetValues<Verifier>());

    [Fact]
    public void Page_ShowsTheTable()
    {
        var page = File.ReadAllText(global::Tests.Support.Repository.File("docs/verifiers.md"));

        foreach (var facts in VerifierTable.All)
        {
            page.ShouldContain($"| {facts.Name} | {Word(facts.Uris)} | {Word(facts.DnsNames)} | {Word(facts.OnRoots)} | {facts.Evidence} |");
        }
    }

    [Fact]
    public void Check_Sidecars_FindNothing() =>
        Check([Verifier.Envoy, Verifier.Go, Verifier.Nats, Verifier.PostgreSql, Verifier.DotNet, Verifier.OpenSsl], Shared).ShouldBeEmpty();

    [Fact]
    public void Check_Ambient_RefusesEveryConstrainedIntermediate() =>
        Check([Verifier.Envoy, Verifier.Ztunnel], Shared).ShouldBe([
            "MTLS140 us mesh CA g1: its URI constraint makes ztunnel (rustls-webpki) in eu, us refuse every SPIFFE ID below it, those of us.mesh.example too",
            "MTLS140 eu mesh CA g1: its URI constraint makes ztunnel (rustls-webpki) in eu, us refuse every SPIFFE ID below it, those of eu.mesh.example too"]);

    [Fact]
    public void Check_AmbientInARegionThatIsAlone_ConcernsThatRegionOnly()
    {
        var plan = Plan(UsRoot, EuRoot) with { Trusts = new Dictionary<string, IReadOnlyList<string>> { ["us"] = [], ["eu"] = [] } };
        var verifiers = new Dictionary<string, IReadOnlyList<Verifier>> { ["us"] = [Verifier.Ztunnel], ["eu"] = [Verifier.Envoy] };

        ConstraintFindings.Check(plan, verifiers).ShouldHaveSingleItem().Subject.ShouldBe("us mesh CA g1");
    }

    [Fact]
    public void Check_Jvm_IgnoresConstraintsOfRootsOnly()
    {
        Check([Verifier.Jvm], Shared).ShouldBeEmpty();
        Check([Verifier.Jvm], UsRoot, EuRoot).ShouldBe([
            "MTLS141 us-root: JVM (PKIX) in eu, us does not look at constraints that stand on a root, so there its key could sign for any trust domain",
            "MTLS141 eu-root: JVM (PKIX) in eu, us does not look at constraints that stand on a root, so there its key could sign for any trust domain"]);
    }

    private static IEnumerable<string> Check(IReadOnlyList<Verifier> verifiers, params RootPlan[] roots) =>
        ConstraintFindings.Check(Plan(roots), new Dictionary<string, IReadOnlyList<Verifier>> { ["us"] = verifiers, ["eu"] = verifiers })
            .Select(finding => $"{finding.Rule.Code()} {finding.Subject}: {finding.Message}");

    private static HierarchyPlan Plan(params RootPlan[] roots) => new()
    {
        Environment = "test",
        Roots = roots,
        Intermediates = [Intermediate("us", TestHierarchy.Us, roots[0].Name), Intermediate("eu", TestHierarchy.Eu, roots[^1].Name)],
        ReloadDelay = TimeSpan.FromDays(1),
    };

    private static IntermediatePlan Intermediate(string region, TrustDomain domain, string root) => new()
    {
        Region = region,
        Scope = Scope(domain),
        Use = IntermediateUse.Mesh,
        Generation = 1,
        Root = root,
        Validity = TestHierarchy.IntermediateLife,
        LongestLeaf = TimeSpan.FromDays(1),
        RenewBefore = TimeSpan.FromDays(90),
    };

    private static RegionScope Scope(TrustDomain domain) => new(domain, TestHierarchy.ClusterDomain);

    private static string Word(ConstraintReading reading) => reading switch
    {
        ConstraintReading.Enforces => "enforces",
        ConstraintReading.AllowsSubdomains => "allows subdomains",
        ConstraintReading.Ignores => "**ignores**",
        _ => "**refuses all**",
    };
}

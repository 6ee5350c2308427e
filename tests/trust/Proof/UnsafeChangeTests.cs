using Shouldly;
using Tests.Trust.Rotation;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Proof;
using Trust.Rotation;
using Xunit;

namespace Tests.Trust.Proof;

/// <summary>Changes that people make and that break a fleet: each is refused, with the cell that would break.</summary>
public sealed class UnsafeChangeTests
{
    private static readonly DateOnly Day = Fleet.Today;
    private static readonly RotationState Start = Fleet.Shared("us", "eu");
    private static readonly RootPlan Next = Fleet.Root("root-2027", RootState.Published, "2026-11-21");

    [Fact]
    public async Task OneStepSwap_IsRefused()
    {
        var swapped = Start.With(new RotationMove.PublishRoot(Next), new RotationMove.ActivateRoot("root-2027", "root-2026"),
            SignUnder("us", "root-2027"), SignUnder("eu", "root-2027"), new RotationMove.RemoveRoot("root-2026"));

        var report = await Fleet.Prover().ProveAsync(Fleet.Jump(Start, swapped));

        report.Ignored.Select(reload => reload.Region).ShouldBe(["us", "eu"]);
        report.Ignored[0].Reason.ShouldBe("istiod takes up added roots or removed roots, and not both at once");
        Broken(report, "us → eu, mesh").ShouldContain(
            "the client with us.mesh.example, us mesh CA g2 under root-2027 is refused by the server that trusts root-2026 (istiod ignores the change): "
            + "'CN=us mesh CA g2, O=us.mesh.example' has no issuer in the bundle or among the intermediates; no chain leads to a root of the store");
        Broken(report, "us → eu, mesh").ShouldContain(handshake =>
            handshake.StartsWith("the server with eu.mesh.example, eu mesh CA g1 under root-2026 is refused by the client that trusts root-2027", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DroppingEarly_IsRefused()
    {
        var rotated = Rotated();
        var dropped = rotated.With(new RotationMove.RemoveRoot("root-2026"));

        var early = await Fleet.Prover().ProveAsync(new RotationMoment { Before = rotated, After = dropped, At = Fleet.At("2026-12-24") });
        var inTime = await Fleet.Prover().ProveAsync(new RotationMoment { Before = rotated, After = dropped, At = Fleet.At("2026-12-25") });

        // Leaves of the mesh have expired long since; those of cert-manager live for thirty days.
        early.Wrong.Select(cell => cell.Title).ShouldBe(["us → us, outside the mesh", "us → eu, outside the mesh", "eu → us, outside the mesh", "eu → eu, outside the mesh"]);
        Broken(early, "eu → us, outside the mesh")[0].ShouldStartWith(
            "the server with us.mesh.example, us workload CA g1 under root-2026 is refused by the client that trusts root-2027");
        inTime.IsProven.ShouldBeTrue();
    }

    [Fact]
    public async Task SignerSwitchedBeforeTrust_IsRefused()
    {
        var published = Start.With(new RotationMove.PublishRoot(Next));
        var switched = published.With(new RotationMove.ActivateRoot("root-2027", "root-2026"), SignUnder("us", "root-2027"));

        var report = await Fleet.Prover().ProveAsync(new RotationMoment { Before = published, After = switched, At = Fleet.At("2026-11-22") });

        report.Ignored.ShouldBeEmpty();
        Broken(report, "us → eu, mesh").ShouldContain(handshake => handshake.StartsWith(
            "the client with us.mesh.example, us mesh CA g2 under root-2027 is refused by the server that trusts root-2026:", StringComparison.Ordinal));
        Broken(report, "eu → us, mesh").ShouldNotBeEmpty();
        report.Cells.Single(cell => cell.Title == "eu → eu, mesh").Verdict.ShouldBe(CellVerdict.Proven);
    }

    [Fact]
    public async Task ExpiredOverlap_IsRefused()
    {
        // The old intermediates end on 14 January 2028, and the new ones sign from the 20th: what the old ones signed has ended with them.
        var late = Start.With(new RotationMove.NewGeneration("us", "root-2026", 2, new DateOnly(2028, 1, 20)));

        var report = await Fleet.Prover().ProveAsync(Fleet.Jump(Start, late, "2028-01-20"));

        Broken(report, "us → us, mesh").ShouldContain(handshake => handshake.Contains("'CN=us mesh CA g1, O=us.mesh.example' is outside its window", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OverlapThatEndsWhileTheChangeIsTakenUp_IsRefused()
    {
        var late = Start.With(new RotationMove.NewGeneration("us", "root-2026", 2, new DateOnly(2028, 1, 14)));

        var report = await Fleet.Prover().ProveAsync(Fleet.Jump(Start, late, "2028-01-14"));

        report.Wrong.SelectMany(cell => cell.Wrong).Select(handshake => handshake.At).Distinct().ShouldBe([Fleet.At("2028-01-15")]);
    }

    [Fact]
    public async Task ReorderedBundle_IsRefusedUpTo129_AndFineFrom130()
    {
        var two = Start.With(new RotationMove.PublishRoot(Fleet.Root("root-2027", RootState.Published, "2026-06-01")));
        // The new root is dated before the one that has been published, and so takes its place.
        var reordered = two.With(new RotationMove.PublishRoot(Fleet.Root("root-x", RootState.Published, "2026-03-01")));

        var old = await Fleet.Prover().ProveAsync(Fleet.Jump(two, reordered) with
        {
            Before = two,
            After = reordered with { Istiod = IstiodReload.Of("1.29.2") },
        });
        var current = await Fleet.Prover().ProveAsync(Fleet.Jump(two, reordered));

        old.Ignored.Select(reload => reload.Region).ShouldBe(["us", "eu"]);
        Broken(old, "us → eu, mesh").ShouldContain(handshake => handshake.StartsWith(
            "the client with us.mesh.example, us mesh CA g2 under root-x is refused by the server that trusts root-2026, root-2027 (istiod ignores the change)",
            StringComparison.Ordinal));
        current.IsProven.ShouldBeTrue();
    }

    [Fact]
    public async Task AliasInsteadOfAcceptedDomain_IsRefused()
    {
        var (us, america) = (TrustDomain.Parse("us.mesh.example"), TrustDomain.Parse("america.mesh.example"));
        // The region's istiod knows the old name as an alias of the new one; nobody told the other region.
        var renamed = Start.With(new RotationMove.SwitchDomain("us", us, america, 2, Day), new RotationMove.ForgetDomain("us", us)) with
        {
            Aliases = new Dictionary<string, IReadOnlyList<TrustDomain>> { ["us"] = [us] },
        };

        var report = await Fleet.Prover().ProveAsync(Fleet.Jump(Start, renamed));

        Broken(report, "us → eu, mesh").ShouldContain(handshake => handshake.EndsWith(
            "its name spiffe://america.mesh.example/ns/proof/sa/workload is not one of those accepted", StringComparison.Ordinal));
        Broken(report, "eu → us, mesh").ShouldContain(handshake => handshake.EndsWith(
            "its name spiffe://america.mesh.example/ns/proof/sa/workload is not one of those expected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AliasOfAnotherRegion_LetsAStrangerIn()
    {
        var asymmetric = Start with { Plan = Start.Plan with { Trusts = new Dictionary<string, IReadOnlyList<string>> { ["us"] = [], ["eu"] = ["us"] } } };
        var aliased = asymmetric with
        {
            Aliases = new Dictionary<string, IReadOnlyList<TrustDomain>> { ["us"] = [TrustDomain.Parse("eu.mesh.example")] },
        };

        var meant = await Fleet.Prover().ProveAsync(Fleet.Jump(asymmetric, asymmetric));
        var open = await Fleet.Prover().ProveAsync(Fleet.Jump(aliased, aliased));

        meant.IsProven.ShouldBeTrue();
        meant.Cells.Single(cell => cell.Title == "eu → us, mesh").Expectation.ShouldBe(CellExpectation.Refused);
        meant.Cells.Single(cell => cell.Title == "eu → us, mesh").Handshakes.ShouldAllBe(handshake => handshake.Refusal!.By == HandshakeSide.Server);
        open.Wrong.Select(cell => (cell.Title, cell.Verdict)).ShouldBe([("eu → us, mesh", CellVerdict.Open), ("eu → us, outside the mesh", CellVerdict.Open)]);
    }

    [Fact]
    public async Task MultipleRootsSwitchedOff_IgnoresEveryChangeOfRoots()
    {
        var published = Start.With(new RotationMove.PublishRoot(Next)) with { Istiod = new IstiodReload { MultipleRoots = false } };

        var report = await Fleet.Prover().ProveAsync(Fleet.Jump(Start, published));

        report.Ignored[0].Reason.ShouldStartWith("ISTIO_MULTIROOT_MESH is off");
        report.IsProven.ShouldBeFalse();
        report.Wrong.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task ThiefOfOneRegionsCa_IsRefusedEverywhere()
    {
        // What a renamed region without a word to its CA would sign: a name that its constraints do not permit.
        var unannounced = Start.With(new RotationMove.SwitchDomain("us", TrustDomain.Parse("us.mesh.example"), TrustDomain.Parse("america.mesh.example"), 2, Day));

        var report = await Fleet.Prover().ProveAsync(Fleet.Jump(Start, unannounced));

        Broken(report, "us → us, mesh").ShouldContain(handshake => handshake.Contains("name constraints do not permit", StringComparison.Ordinal));
    }

    private static RotationState Rotated() => RotationPlanner.Plan(Start, new RotationGoal.NewRoot { Name = "root-2027" }, Day).Steps[^1].Before;

    private static RotationMove.NewGeneration SignUnder(string region, string root) => new(region, root, 2, Day);

    private static IReadOnlyList<string> Broken(ProofReport report, string cell) =>
        [.. report.Cells.Single(each => each.Title == cell).Wrong.Select(handshake => handshake.ToString())];
}

using Shouldly;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Rotation;
using Xunit;

namespace Tests.Trust.Rotation;

public sealed class RotationPlannerTests
{
    [Fact]
    public void NewRoot_OfASharedRoot_PublishesActivatesSignsRegionByRegionAndDrops() =>
        Describe(RotationPlanner.Plan(Fleet.Shared("us", "eu"), new RotationGoal.NewRoot(), Fleet.Today)).ShouldBe([
            "2026-11-21 publish root-2026-2",
            "2026-11-23 make root-2026-2 active, root-2026 retiring",
            "2026-11-23 sign in us with generation 2, under root-2026-2",
            "2026-11-23 sign in eu with generation 2, under root-2026-2",
            "2026-12-25 drop root-2026",
        ]);

    [Fact]
    public void NewRoot_OfOneRegionsOwn_LeavesTheOthersAlone() =>
        Describe(RotationPlanner.Plan(Fleet.PerRegion("us", "eu"), new RotationGoal.NewRoot { Region = "eu", Name = "eu-next" }, Fleet.Today)).ShouldBe([
            "2026-11-21 publish eu-next",
            "2026-11-23 make eu-next active, eu-2026 retiring",
            "2026-11-23 sign in eu with generation 2, under eu-next",
            "2026-12-25 drop eu-2026",
        ]);

    [Fact]
    public void NewRoot_OfEveryRegionsOwn_PublishesAllBeforeAnyIsActive() =>
        Describe(RotationPlanner.Plan(Fleet.PerRegion("us", "eu"), new RotationGoal.NewRoot(), new DateOnly(2027, 2, 1))).ShouldBe([
            "2027-02-01 publish us-2027",
            "2027-02-01 publish eu-2027",
            "2027-02-03 make us-2027 active, us-2026 retiring",
            "2027-02-03 make eu-2027 active, eu-2026 retiring",
            "2027-02-03 sign in us with generation 2, under us-2027",
            "2027-02-03 sign in eu with generation 2, under eu-2027",
            "2027-03-07 drop us-2026",
            "2027-03-07 drop eu-2026",
        ]);

    [Fact]
    public void NewRoot_CrossSigned_DoesNotWaitForTheBundles()
    {
        var fleet = Fleet.Shared("us", "eu").With(new RotationMove.RemoveRoot("root-2026"), new RotationMove.PublishRoot(
            Fleet.Root("root-b", RootState.Active, "2026-02-01") with { PathLength = 2 }));
        fleet = fleet with { Plan = fleet.Plan with { Intermediates = [.. fleet.Plan.Intermediates.Select(i => i with { Root = "root-b", Validity = Fleet.Window("2026-02-02", 730) })] } };

        Describe(RotationPlanner.Plan(fleet, new RotationGoal.NewRoot { CrossSign = true, Name = "root-c" }, Fleet.Today)).ShouldBe([
            "2026-11-21 publish root-c",
            "2026-11-21 make root-c active, root-b retiring",
            "2026-11-21 sign in us with generation 2, under root-c",
            "2026-11-21 sign in eu with generation 2, under root-c",
            "2026-12-23 drop root-b",
        ]);
    }

    [Fact]
    public void NewRoot_CrossSignedByARootOfPathLength1_IsRefused() =>
        Should.Throw<RotationRefusedException>(() =>
                RotationPlanner.Plan(Fleet.Shared("us"), new RotationGoal.NewRoot { CrossSign = true }, Fleet.Today))
            .Message.ShouldStartWith("root-2026 has path length 1, and a chain by way of a cross certificate needs 2");

    [Fact]
    public void NewRoot_FromTheMiddle_IsTheRest()
    {
        var whole = RotationPlanner.Plan(Fleet.Shared("us", "eu"), new RotationGoal.NewRoot(), Fleet.Today);

        for (var taken = 0; taken < whole.Steps.Count; taken++)
        {
            Describe(RotationPlanner.Plan(whole.Steps[taken].Before, new RotationGoal.NewRoot(), whole.Steps[taken].Earliest))
                .ShouldBe(Describe(whole).Skip(taken));
        }
    }

    [Fact]
    public void NewIntermediate_IsOneStep()
    {
        var plan = RotationPlanner.Plan(Fleet.Shared("us", "eu"), new RotationGoal.NewIntermediate("eu"), Fleet.Today);

        var step = plan.Steps.ShouldHaveSingleItem();
        step.Move.ShouldBe(new RotationMove.NewGeneration("eu", "root-2026", 2, Fleet.Today));
        step.Replaced.Select(authority => authority.Name).ShouldBe(["eu mesh CA g1", "eu workload CA g1"]);
        plan.Reached.Signer("eu", IntermediateUse.Mesh).Validity.ShouldBe(Fleet.Window("2026-11-21", 730));
    }

    [Fact]
    public void RenameDomain_AcceptsIssuesAndForgets()
    {
        var plan = RotationPlanner.Plan(
            Fleet.Shared("us", "eu"), new RotationGoal.RenameDomain("us", TrustDomain.Parse("america.mesh.example")), Fleet.Today);

        Describe(plan).ShouldBe([
            "2026-11-21 accept america.mesh.example for us",
            "2026-11-23 issue america.mesh.example in us",
            "2026-12-25 forget us.mesh.example",
        ]);
        plan.Reached.AcceptedBy("eu").Select(domain => domain.Name).ShouldBe(["eu.mesh.example", "america.mesh.example"]);
    }

    [Fact]
    public void DropRoot_OfTheActiveRoot_ReplacesItAndLooksInsteadOfWaiting()
    {
        var plan = RotationPlanner.Plan(Fleet.Shared("us"), new RotationGoal.DropRoot("root-2026"), Fleet.Today);

        Describe(plan).ShouldBe([
            "2026-11-21 publish root-2026-2",
            "2026-11-21 make root-2026-2 active, root-2026 retiring",
            "2026-11-21 sign in us with generation 2, under root-2026-2",
            "2026-11-21 drop root-2026",
        ]);
        plan.Steps.Select(step => step.IsConfirmed).ShouldBe([false, true, true, true]);
    }

    [Fact]
    public void DropRoot_ThatNobodyStandsOn_IsOneStep() =>
        Describe(RotationPlanner.Plan(
            Fleet.Shared("us").With(new RotationMove.PublishRoot(Fleet.Root("spare", RootState.Published, "2026-11-01"))),
            new RotationGoal.DropRoot("spare"),
            Fleet.Today)).ShouldBe(["2026-11-21 drop spare"]);

    [Fact]
    public void Goal_ThatNamesNothing_IsRefusedWithWhatThereIs()
    {
        var fleet = Fleet.Shared("us", "eu");

        Refusal(fleet, new RotationGoal.NewIntermediate("mars")).ShouldBe("there is no region mars; allowed: us, eu");
        Refusal(fleet, new RotationGoal.DropRoot("rot")).ShouldBe("there is no root rot; allowed: root-2026");
        Refusal(fleet, new RotationGoal.NewRoot { Region = "us" }).ShouldContain("the regions share their root");
        Refusal(fleet, new RotationGoal.RenameDomain("us", TrustDomain.Parse("eu.mesh.example"))).ShouldContain("eu.mesh.example is another region's trust domain");
        Refusal(Fleet.PerRegion("us", "eu"), new RotationGoal.RenameDomain("us", TrustDomain.Parse("a.mesh.example"))).ShouldContain("us-2026 is constrained to us.mesh.example");
    }

    [Fact]
    public void NewIntermediate_ThatWouldOutliveItsRoot_IsRefused() =>
        Refusal(Fleet.Shared("us"), new RotationGoal.NewIntermediate("us"), new DateOnly(2035, 1, 1)).ShouldContain("is not inside the window");

    private static string Refusal(RotationState state, RotationGoal goal, DateOnly? day = null) =>
        Should.Throw<RotationRefusedException>(() => RotationPlanner.Plan(state, goal, day ?? Fleet.Today)).Message;

    private static IEnumerable<string> Describe(RotationPlan plan) => plan.Steps.Select(step => $"{step.Earliest:yyyy-MM-dd} {step.Move.Title}");
}

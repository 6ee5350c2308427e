using Shouldly;
using Tests.Trust.Rotation;
using Trust;
using Trust.Rotation;
using Xunit;

namespace Tests.Trust.Proof;

/// <summary>Plans are proven step by step with real handshakes.</summary>
public sealed class RotationProverTests
{
    public static TheoryData<string> Plans => [.. Goals.Keys];

    private static readonly Dictionary<string, (RotationState State, RotationGoal Goal)> Goals = new()
    {
        ["a new root that regions share"] = (Fleet.Shared("us", "eu"), new RotationGoal.NewRoot()),
        ["a new root for each region"] = (Fleet.PerRegion("us", "eu"), new RotationGoal.NewRoot()),
        ["a new root for one region"] = (Fleet.PerRegion("us", "eu"), new RotationGoal.NewRoot { Region = "eu" }),
        ["a cross-signed root"] = (CrossSigner("us", "eu"), new RotationGoal.NewRoot { CrossSign = true }),
        ["an intermediate"] = (Fleet.Shared("us", "eu"), new RotationGoal.NewIntermediate("eu")),
        ["another trust domain"] = (Fleet.Shared("us", "eu"), new RotationGoal.RenameDomain("us", TrustDomain.Parse("america.mesh.example"))),
        ["a root that has to go"] = (Fleet.Shared("us", "eu"), new RotationGoal.DropRoot("root-2026")),
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task Plan_StepByStep_BreaksNothingAtOrBetweenSteps(string name)
    {
        var (state, goal) = Goals[name];
        var prover = Fleet.Prover();
        var plan = RotationPlanner.Plan(state, goal, Fleet.Today);

        foreach (var step in plan.Steps)
        {
            var report = await prover.ProveAsync(step.Moment);
            report.Wrong.SelectMany(cell => cell.Wrong).Select(handshake => $"{step.Move.Title}: {handshake}").ShouldBeEmpty();
            report.IsProven.ShouldBeTrue(step.Move.Title);
            report.Cells.Count.ShouldBe(8);
        }

        (await prover.ProveAsync(Fleet.Jump(plan.Reached, plan.Reached, $"{plan.Steps[^1].Earliest:yyyy-MM-dd}"))).IsProven.ShouldBeTrue();
    }

    private static RotationState CrossSigner(params IReadOnlyList<string> regions)
    {
        var fleet = Fleet.Shared(regions);
        return fleet with { Plan = fleet.Plan with { Roots = [fleet.Plan.Roots[0] with { PathLength = 2 }] } };
    }
}

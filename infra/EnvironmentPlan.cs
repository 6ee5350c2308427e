using Infra.Planning;
using Policies;
using Policies.Gating;
using Policies.Statements;
using Trust.Hierarchy;

namespace Infra;

/// <summary>An environment as it is to be: everything that can be decided without an engine. The same intent gives the same plan.</summary>
internal sealed record EnvironmentPlan
{
    /// <summary>The environment (stack) name, such as <c>prod</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The day on which the plan is checked.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>What is made of findings.</summary>
    public required FindingPolicy Policies { get; init; }

    /// <summary>The CA hierarchy.</summary>
    public required HierarchyPlan Trust { get; init; }

    /// <summary>The regions, ordered by name.</summary>
    public required IReadOnlyList<RegionPlan> Regions { get; init; }

    /// <summary>What has to be true of who can call whom.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <summary>What the settings gave rise to say that does not stop a deployment.</summary>
    public IReadOnlyList<Finding> SettingFindings { get; init; } = [];

    /// <summary>What the gate finds wrong with the plan's objects, in the order of reports; computed once.</summary>
    public IReadOnlyList<Finding> Findings => field ??= Policies.Apply(Checked, Today);

    /// <summary>The findings that suppressions in force keep out of <see cref="Findings"/>.</summary>
    public IReadOnlyList<Finding> HeldBack => Policies.HeldBack(Checked, Today);

    private IReadOnlyList<Finding> Checked => field ??= PlanGate.Check(this);

    /// <summary>Makes what is otherwise made when it is first asked for, and by every thread that asks at the same time.</summary>
    public void MakeManifests() => InParallel.Map(Regions, region => region.Manifests);

    /// <summary>The plan that follows from an intent.</summary>
    public static EnvironmentPlan From(EnvironmentIntent intent)
    {
        var platform = PlatformChoices.Of(intent.Settings.Platform);
        var shared = intent.Regions.Count > 1 ? new SharedManifests() : null;
        var trust = intent.Trust with { Beside = [.. intent.Regions.SelectMany(region => BesideAuthorities.Of(region, platform))] };
        return new()
        {
            Environment = intent.Name,
            Today = intent.Today,
            Policies = intent.Policies,
            Trust = trust,
            Statements = intent.Statements,
            SettingFindings = intent.Findings,
            Regions = [.. intent.Regions.Select(region => RegionPlan.From(region, intent.Settings, trust, shared))],
        };
    }
}

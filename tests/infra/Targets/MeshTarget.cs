using Infra;
using Infra.Planning;

namespace Tests.Infra.Targets;

/// <summary>A mesh: what its proxies make of the objects.</summary>
/// <param name="name">Its name, for people.</param>
/// <param name="dataPlane">Its name in the settings.</param>
/// <param name="open">What the settings say of a port that somebody without an identity calls.</param>
internal sealed class MeshTarget(string name, string dataPlane, string open) : Target(name)
{
    /// <inheritdoc/>
    public override Task<IRunningTarget> StartAsync(Demand demand, EnvironmentPlan plan) =>
        Task.FromResult<IRunningTarget>(new EvaluatedMesh(demand, PlanFleet.Of(plan)));

    /// <inheritdoc/>
    protected override string DataPlane => dataPlane;

    /// <inheritdoc/>
    protected override string Home => "shop";

    /// <inheritdoc/>
    protected override string Open => open;
}

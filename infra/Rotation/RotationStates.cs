using Trust.Rotation;

namespace Infra.Rotation;

/// <summary>The state of a rotation that an environment's settings state.</summary>
internal static class RotationStates
{
    /// <summary>The state of an environment.</summary>
    public static RotationState Of(EnvironmentPlan plan) => new()
    {
        Plan = plan.Trust,
        Istiod = IstiodReload.Of(plan.Regions[0].Platform.IstioVersion),
    };
}

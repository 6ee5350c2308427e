using Components.Intent;
using Components.Pki;
using Pulumi;
using Trust.Hierarchy;

namespace Components.Platform;

/// <summary>The arguments of <see cref="StepCa"/>.</summary>
public sealed class StepCaArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>What is installed; <see cref="PlatformOptions.StepCa"/> is.</summary>
    public required PlatformOptions Options { get; init; }

    /// <summary>The intermediate, as <see cref="StepCa.Authority"/> gives it.</summary>
    public required IntermediatePlan Intermediate { get; init; }

    /// <summary>Every root of the environment in the order of the plan; the one that the intermediate names is among them.</summary>
    public required IReadOnlyList<RootAuthority> Roots { get; init; }

    /// <summary>The region's bundle in PEM.</summary>
    public required Output<string> Bundle { get; init; }
}

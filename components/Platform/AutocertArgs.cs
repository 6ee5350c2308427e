using Components.Intent;
using Components.Pki;
using Pulumi;
using Trust.Hierarchy;

namespace Components.Platform;

/// <summary>The arguments of <see cref="Autocert"/>.</summary>
public sealed class AutocertArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>What is installed; <see cref="PlatformOptions.StepCa"/> is, with <see cref="StepCaOptions.Autocert"/>.</summary>
    public required PlatformOptions Options { get; init; }

    /// <summary>step-ca's intermediate.</summary>
    public required IntermediatePlan Intermediate { get; init; }

    /// <summary>Every root of the environment; the one that the intermediate names is among them.</summary>
    public required IReadOnlyList<RootAuthority> Roots { get; init; }

    /// <summary>The region's bundle in PEM.</summary>
    public required Output<string> Bundle { get; init; }

    /// <summary>The password of its provisioner. Secret.</summary>
    public required Output<string> Password { get; init; }
}

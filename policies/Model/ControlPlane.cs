using Manifests;

namespace Policies.Model;

/// <summary>An istiod, and the environment variables that it reads its switches from.</summary>
public sealed record ControlPlane
{
    /// <summary>What findings name it: the Deployment, or the release that makes one.</summary>
    public required ObjectReference Subject { get; init; }

    /// <summary>It as it was written.</summary>
    public required MapNode Node { get; init; }

    /// <summary>Where the variables stand in <see cref="Node"/>.</summary>
    public required string Field { get; init; }

    /// <summary>The variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Whether a switch is on, as Go's ParseBool reads it.</summary>
    public bool IsOn(string name) => Environment.GetValueOrDefault(name) is "1" or "t" or "T" or "true" or "TRUE" or "True";

    /// <summary>Whether a switch that is on by default is off.</summary>
    public bool IsOff(string name) => Environment.GetValueOrDefault(name) is "0" or "f" or "F" or "false" or "FALSE" or "False";
}

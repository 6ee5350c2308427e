using Components.Intent;
using Pulumi;

namespace Components.Workloads;

/// <summary>The arguments of <see cref="TutorialWorkloads"/>.</summary>
public sealed class TutorialWorkloadsArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }
}

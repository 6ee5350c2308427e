using Components.Intent;
using Pulumi;

namespace Components.Workloads;

/// <summary>The arguments of <see cref="TutorialWorkloads"/>.</summary>
public sealed class TutorialWorkloadsArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>How long the certificates live with which they call servers outside the mesh.</summary>
    public required CertificateLifetime Lifetime { get; init; }
}

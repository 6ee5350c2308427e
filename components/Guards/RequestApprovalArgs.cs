using Components.Intent;
using Components.Platform;
using Components.Workloads;
using Pulumi;
using Trust.Hierarchy;

namespace Components.Guards;

/// <summary>The arguments of <see cref="RequestApproval"/>.</summary>
public sealed class RequestApprovalArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>What is installed.</summary>
    public required PlatformOptions Options { get; init; }

    /// <summary>The names for which the region's issuers may sign.</summary>
    public required RegionScope Scope { get; init; }

    /// <summary>Who issues certificates of workloads, and how long they live.</summary>
    public required CertificateLifetime Lifetime { get; init; }
}

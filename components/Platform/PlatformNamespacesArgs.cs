using Components.Intent;
using Pulumi;

namespace Components.Platform;

/// <summary>The arguments of <see cref="PlatformNamespaces"/>.</summary>
public sealed class PlatformNamespacesArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>What is installed.</summary>
    public required PlatformOptions Options { get; init; }
}

using Components.Intent;
using Pulumi;

namespace Components.Platform;

/// <summary>The arguments of <see cref="CsiDriver"/>.</summary>
public sealed class CsiDriverArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>Versions and sizes.</summary>
    public required PlatformOptions Options { get; init; }
}

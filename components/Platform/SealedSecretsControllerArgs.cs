using Components.Intent;
using Pulumi;

namespace Components.Platform;

/// <summary>The arguments of <see cref="SealedSecretsController"/>.</summary>
public sealed class SealedSecretsControllerArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>Versions and sizes.</summary>
    public required PlatformOptions Options { get; init; }
}

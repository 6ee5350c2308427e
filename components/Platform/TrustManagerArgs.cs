using Pulumi;

namespace Components.Platform;

/// <summary>The arguments of <see cref="TrustManager"/>.</summary>
public sealed class TrustManagerArgs : ResourceArgs
{
    /// <summary>Versions and sizes.</summary>
    public required PlatformOptions Options { get; init; }
}

using Pulumi;

namespace Components.Platform;

/// <summary>The arguments of <see cref="CertManager"/>.</summary>
public sealed class CertManagerArgs : ResourceArgs
{
    /// <summary>Versions and sizes.</summary>
    public required PlatformOptions Options { get; init; }
}

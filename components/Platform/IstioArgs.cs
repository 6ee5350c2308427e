using Components.Intent;
using Pulumi;

namespace Components.Platform;

/// <summary>The arguments of <see cref="Istio"/>.</summary>
public sealed class IstioArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>Versions and sizes.</summary>
    public required PlatformOptions Options { get; init; }

    /// <summary>The roots of the region's bundle in PEM, each one certificate, in the bundle's order.</summary>
    [Input("roots", required: true)]
    public required InputList<string> Roots { get; init; }
}

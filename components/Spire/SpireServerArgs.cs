using Components.Intent;
using Components.Pki;
using Pulumi;
using Trust.Hierarchy;

namespace Components.Spire;

/// <summary>The arguments of <see cref="SpireServer"/>.</summary>
public sealed class SpireServerArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>SPIRE's options.</summary>
    public required SpireOptions Options { get; init; }

    /// <summary>The CA above SPIRE's, as <see cref="SpireServer.Authority"/> gives it.</summary>
    public required IntermediatePlan Upstream { get; init; }

    /// <summary>Every root of the environment in the order of the plan; the one that the CA names is among them.</summary>
    public required IReadOnlyList<RootAuthority> Roots { get; init; }

    /// <summary>The roots in which the identities of this region's SPIRE end or may end before long, in the order of the bundles.</summary>
    public required IReadOnlyList<RootAuthority> TrustedRoots { get; init; }

    /// <summary>By region, the roots in which the identities of its SPIRE end, in the order of the bundles.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<RootAuthority>> PeerRoots { get; init; }
}

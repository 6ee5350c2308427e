using Components.Intent;
using Pulumi;

namespace Components.Linkerd;

/// <summary>The arguments of <see cref="LinkerdAuthorizations"/>.</summary>
public sealed class LinkerdAuthorizationsArgs : ResourceArgs
{
    /// <summary>The region.</summary>
    public required RegionIntent Intent { get; init; }
}

using Pulumi;
using Trust.Hierarchy;

namespace Components.Pki;

/// <summary>The arguments of <see cref="RootAuthority"/>.</summary>
public sealed class RootAuthorityArgs : ResourceArgs
{
    /// <summary>The environment's name, the organisation in the root's subject.</summary>
    public required string Environment { get; init; }

    /// <summary>The root as it is meant to be.</summary>
    public required RootPlan Plan { get; init; }
}

using Components.Intent;
using Pulumi;

namespace Components.Mesh;

/// <summary>The arguments of <see cref="RemoteReader"/>.</summary>
public sealed class RemoteReaderArgs : ResourceArgs
{
    /// <summary>The region whose istiod reads.</summary>
    public required Region Reader { get; init; }

    /// <summary>Istio's root namespace in the region that is read.</summary>
    public required string RootNamespace { get; init; }
}

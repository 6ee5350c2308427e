using Components.Intent;
using Pulumi;

namespace Components.Mesh;

/// <summary>The arguments of <see cref="RemoteSecret"/>.</summary>
public sealed class RemoteSecretArgs : ResourceArgs
{
    /// <summary>The region that is read.</summary>
    public required Region Region { get; init; }

    /// <summary>Istio's root namespace in the reading region.</summary>
    public required string RootNamespace { get; init; }

    /// <summary>The CA of the other cluster's API server, in base64.</summary>
    [Input("authority", required: true)]
    public required Input<string> Authority { get; init; }

    /// <summary>The token of <see cref="RemoteReader"/>. Secret.</summary>
    [Input("token", required: true)]
    public required Input<string> Token { get; init; }
}

using Components.Intent;
using Infra.Settings;
using Trust;

namespace Infra.Planning;

/// <summary>A service with its defaults filled in.</summary>
internal sealed record ResolvedService
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its namespace.</summary>
    public required ResolvedNamespace Namespace { get; init; }

    /// <summary>What the stack file says about it.</summary>
    public required ServiceSettings Settings { get; init; }

    /// <summary>Its service account.</summary>
    public required string ServiceAccount { get; init; }

    /// <summary>The labels that select its pods, ordered by key.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The regions that it runs in, in ordinal order.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>Whether a chart makes its service account.</summary>
    public bool AccountByChart { get; init; }

    /// <summary>Whose proxy it has; null for none. Of Istio's two, each region has its own.</summary>
    public DataPlaneKind? DataPlane => Settings.Kind == ServerKind.Mesh ? Namespace.Intent.DataPlane : null;

    /// <summary>Whether it is in Istio's mesh.</summary>
    public bool InMesh => Namespace.Intent.Injected && Settings.Kind == ServerKind.Mesh;

    /// <summary>Whether it has a proxy of Linkerd's.</summary>
    public bool InLinkerd => Namespace.Intent.InLinkerd && Settings.Kind == ServerKind.Mesh;

    /// <summary>Its place in the stack file.</summary>
    public SettingsPath Path => SettingPaths.Services[Name];

    /// <summary>The mode that holds on one of its ports.</summary>
    public MutualTlsMode ModeOf(PortSettings port) => port.Mode ?? Namespace.Mode;

    /// <summary>Its identity in a region.</summary>
    public SpiffeId IdentityIn(Region region) => SpiffeId.ForServiceAccount(region.TrustDomain, Namespace.Intent.Name, ServiceAccount);
}

using System.Security.Cryptography;
using System.Text;
using Manifests;
using Manifests.Writing;

namespace Infra.Cli.Snapshots;

/// <summary>A Kubernetes object or a Helm release of one region, as a plan would create it.</summary>
internal sealed record SnapshotEntry
{
    /// <summary>The group of <see cref="Release"/> entries.</summary>
    public const string ReleaseApiVersion = "helm.sh/v3";

    /// <summary>The kind of entries that are Helm releases.</summary>
    public const string Release = "Release";

    /// <summary>The region whose cluster it belongs to.</summary>
    public required string Region { get; init; }

    /// <summary>The component resource that it belongs to, by name.</summary>
    public required string Component { get; init; }

    /// <summary>Its API version; <c>helm.sh/v3</c> for releases.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Its namespace; null for what has none.</summary>
    public string? Namespace { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Makes <see cref="Content"/>, when it is first asked for.</summary>
    public required Lazy<MapNode> Source { get; init; }

    /// <summary>The manifest, or the inputs of a release. Of what is held back, a manifest without the secret values.</summary>
    public MapNode Content => Source.Value;

    /// <summary>Whether it carries secret values, and so is never written as a manifest.</summary>
    public bool HeldBack { get; init; }

    /// <summary>Whether it is a Helm release.</summary>
    public bool IsRelease => ApiVersion == ReleaseApiVersion && Kind == Release;

    /// <summary>What makes it the same thing in two snapshots; a new API version does not make a new object.</summary>
    public (string Region, string Group, string Kind, string? Namespace, string Name) Identity =>
        (Region, Group, Kind, Namespace, Name);

    /// <summary>The API group; empty for the core group.</summary>
    public string Group => ApiVersion.Contains('/', StringComparison.Ordinal) ? ApiVersion[..ApiVersion.IndexOf('/', StringComparison.Ordinal)] : "";

    /// <summary>What people call it: <c>AuthorizationPolicy shop/orders</c>.</summary>
    public string Title => $"{Kind} {(Namespace is null ? "" : $"{Namespace}/")}{Name}";

    /// <summary>SHA-256 of the content as JSON, in hexadecimal.</summary>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ManifestWriter.WriteJson(Content))));
}

using Manifests;

namespace Policies;

/// <summary>Names a Kubernetes object that a finding is about.</summary>
public sealed record ObjectReference
{
    /// <summary>The region whose cluster the object belongs to; null for objects from files.</summary>
    public string? Region { get; init; }

    /// <summary>The object's kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The object's namespace; null for cluster-scoped objects.</summary>
    public string? Namespace { get; init; }

    /// <summary>The object's name; what its name begins with, where the API server makes it (<c>generateName</c>).</summary>
    public required string Name { get; init; }

    /// <summary>Names a manifest; null where it does not say what it is.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="region">The region whose cluster it belongs to; null for objects from files.</param>
    public static ObjectReference? To(MapNode manifest, string? region = null)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (manifest.Record is { Metadata: var own } record)
        {
            return (own.Name ?? own.GenerateName) is { } named
                ? new ObjectReference { Region = region, Kind = record.Kind, Namespace = own.Namespace, Name = named }
                : null;
        }

        var metadata = manifest["metadata"] as MapNode;
        return Text(manifest["kind"]) is { } kind && (Text(metadata?["name"]) ?? Text(metadata?["generateName"])) is { } name
            ? new ObjectReference { Region = region, Kind = kind, Namespace = Text(metadata?["namespace"]), Name = name }
            : null;

        static string? Text(Node? node) => (node as ScalarNode)?.AsString;
    }

    /// <summary>The short form <c>region: Kind namespace/name</c>.</summary>
    public override string ToString() =>
        $"{(Region is null ? "" : $"{Region}: ")}{Kind} {(Namespace is null ? "" : $"{Namespace}/")}{Name}";
}

using Manifests;

namespace Infra.Live;

/// <summary>What makes an object the same one in a plan and in a cluster, whatever version it was written in.</summary>
internal sealed record ObjectKey(string Group, string Kind, string? Namespace, string Name)
{
    /// <summary>The key of an object; null where it does not say what it is.</summary>
    public static ObjectKey? Of(MapNode manifest)
    {
        var metadata = manifest["metadata"] as MapNode;
        if (Text(manifest["apiVersion"]) is not { } apiVersion || Text(manifest["kind"]) is not { } kind || Text(metadata?["name"]) is not { } name)
        {
            return null;
        }

        var slash = apiVersion.LastIndexOf('/');
        return new ObjectKey(slash < 0 ? "" : apiVersion[..slash], kind, Text(metadata?["namespace"]), name);
    }

    private static string? Text(Node? node) => (node as ScalarNode)?.AsString;
}

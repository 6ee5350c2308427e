using Manifests;

namespace Infra.Live;

/// <summary>The conditions of an object's status.</summary>
internal static class Conditions
{
    /// <summary>Why a condition does not hold, in words; null where it holds.</summary>
    public static string? Problem(MapNode manifest, string type)
    {
        var conditions = (manifest["status"] as MapNode)?["conditions"] as ListNode;
        var condition = conditions?.OfType<MapNode>().FirstOrDefault(candidate => Text(candidate["type"]) == type);
        if (condition is null)
        {
            return $"its status has no condition {type}: its controller has not seen it";
        }

        return Text(condition["status"]) == "True"
            ? null
            : $"{type} is {Text(condition["status"])}: {Text(condition["reason"])}{(Text(condition["message"]) is { Length: > 0 } message ? $", {message}" : "")}";
    }

    private static string? Text(Node? node) => (node as ScalarNode)?.AsString;
}

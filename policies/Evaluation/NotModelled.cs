using Manifests;
using Manifests.Validation;

namespace Policies.Evaluation;

/// <summary>Fields of an object whose meaning this program does not know.</summary>
public static class NotModelled
{
    /// <summary>The first such field of a <c>spec</c>, in words; null when there is none.</summary>
    /// <remarks>A value of the wrong type, or of an enumeration that has no such word, is one too: the record of the object does not hold it.</remarks>
    public static string? In(MapNode manifest) => SchemaValidator.Validate((MapNode)WithoutNulls(manifest))
        .Where(error => error.Path.StartsWith("spec", StringComparison.Ordinal)
            && error.Kind is SchemaErrorKind.UnknownField or SchemaErrorKind.WrongType or SchemaErrorKind.NotInEnum)
        .Select(error => $"{error.Path}: {error.Message}")
        .FirstOrDefault();

    /// <summary>To the API server, a null is an absent field.</summary>
    private static Node WithoutNulls(Node node)
    {
        if (node is not MapNode map)
        {
            return node is ListNode list ? new ListNode(list.Select(WithoutNulls)) : node;
        }

        var copy = new MapNode(map.Count);
        foreach (var entry in map)
        {
            if (entry.Value is not ScalarNode { IsNull: true })
            {
                copy.Add(entry.Key, WithoutNulls(entry.Value));
            }
        }

        return copy;
    }
}

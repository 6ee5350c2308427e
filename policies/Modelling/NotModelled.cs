using Manifests;
using Manifests.Validation;

namespace Policies.Modelling;

/// <summary>Fields of an object whose meaning this program does not know.</summary>
internal static class NotModelled
{
    /// <summary>The first field of a <c>spec</c> that the pinned schema does not know, in words; null when there is none.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="errors">What its schema says.</param>
    /// <remarks>A value of the wrong type, or of an enumeration that has no such word, is one too: the record of the object does not hold it.</remarks>
    internal static string? In(MapNode manifest, IReadOnlyList<SchemaError> errors) => (HasNulls(manifest) ? SchemaValidator.Validate((MapNode)WithoutNulls(manifest)) : errors)
        .Where(error => error.Path.StartsWith("spec", StringComparison.Ordinal)
            && error.Kind is SchemaErrorKind.UnknownField or SchemaErrorKind.WrongType or SchemaErrorKind.NotInEnum)
        .Select(error => $"{error.Path}: {error.Message}")
        .FirstOrDefault();

    /// <summary>The first field of a <c>spec</c> that the pinned schema may know and this program does not; null when there is none.</summary>
    internal static string? FieldOf(MapNode manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var version = (manifest["apiVersion"] as ScalarNode)?.AsString ?? "";
        var slash = version.IndexOf('/', StringComparison.Ordinal);
        return KindMeanings.Of(slash < 0 ? "" : version[..slash], (manifest["kind"] as ScalarNode)?.AsString ?? "") is { IsWhole: false } kind && manifest["spec"] is MapNode spec
            ? In(spec, "spec", kind)
            : null;
    }

    private static string? In(Node node, string path, KindMeaning kind) => node switch
    {
        ListNode list => list.Select(item => In(item, path, kind)).FirstOrDefault(field => field is not null),
        MapNode map => map
            .Where(entry => entry.Value is not ScalarNode { IsNull: true })
            .Select(entry => kind.Of($"{path}.{entry.Key}") switch
            {
                FieldMeaning.NotModelled => $"{path}.{entry.Key}",
                FieldMeaning.ByInnerFields => In(entry.Value, $"{path}.{entry.Key}", kind),
                _ => null,
            })
            .FirstOrDefault(field => field is not null),
        _ => null,
    };

    private static bool HasNulls(Node node)
    {
        switch (node)
        {
            case MapNode map:
                foreach (var entry in map)
                {
                    if (HasNulls(entry.Value))
                    {
                        return true;
                    }
                }

                return false;
            case ListNode list:
                foreach (var item in list)
                {
                    if (HasNulls(item))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return node is ScalarNode { IsNull: true };
        }
    }

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

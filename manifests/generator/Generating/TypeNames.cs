namespace Manifests.Generator.Generating;

/// <summary>
/// Names the parts of a kind: the kind and the last word of the path (<c>AuthorizationPolicySource</c>). Where parts of different shape would
/// share a name (in any case), each takes in the word before it (<c>VirtualServiceHttpMatch</c>, <c>VirtualServiceTlsMatch</c>).
/// </summary>
internal static class TypeNames
{
    /// <summary>Path of each part (words in PascalCase, singular) to its name; parts of the same name have the same shape.</summary>
    internal static IReadOnlyDictionary<string, string> Choose(string kind, IReadOnlyList<(string Path, string[] Words, string Shape)> parts)
    {
        var lengths = parts.ToDictionary(part => part.Path, _ => 1, StringComparer.Ordinal);
        while (true)
        {
            var clashes = parts
                .GroupBy(part => NameOf(kind, part.Words, lengths[part.Path]), StringComparer.OrdinalIgnoreCase)
                .Where(group => group.Select(part => part.Shape).Distinct(StringComparer.Ordinal).Count() > 1)
                .SelectMany(group => group)
                .Where(part => lengths[part.Path] < part.Words.Length)
                .ToList();
            if (clashes.Count == 0)
            {
                return Numbered(kind, parts, lengths);
            }

            foreach (var clash in clashes)
            {
                lengths[clash.Path]++;
            }
        }
    }

    /// <summary>Whole paths that still clash (a list and its singular side by side) are told apart by number.</summary>
    private static Dictionary<string, string> Numbered(
        string kind, IReadOnlyList<(string Path, string[] Words, string Shape)> parts, Dictionary<string, int> lengths)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in parts.GroupBy(part => NameOf(kind, part.Words, lengths[part.Path]), StringComparer.OrdinalIgnoreCase))
        {
            var shapes = group.Select(part => part.Shape).Distinct(StringComparer.Ordinal).ToList();
            foreach (var (path, _, shape) in group)
            {
                var number = shapes.IndexOf(shape);
                names.Add(path, number == 0 ? group.Key : $"{group.Key}{number + 1}");
            }
        }

        return names;
    }

    private static string NameOf(string kind, string[] words, int length) => kind + string.Concat(words[^length..]);
}

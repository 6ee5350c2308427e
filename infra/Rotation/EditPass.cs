using System.Text;

namespace Infra.Rotation;

/// <summary>
/// Changes of a text that can be made on one reading of it: none of them moves another. Those that would wait for the next pass, and with
/// them whatever comes after them in the same map.
/// </summary>
internal sealed class EditPass
{
    private const char Separator = '\0';

    private readonly List<(string Map, TextSplice Splice)> _splices = [];
    private readonly HashSet<string> _targets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _above = new(StringComparer.Ordinal);
    // The maps that are changed; true where they only get new entries behind the last.
    private readonly Dictionary<string, bool> _maps = new(StringComparer.Ordinal);

    /// <summary>Whether no earlier change of the pass has to be seen first.</summary>
    /// <param name="path">The keys that lead to the value.</param>
    /// <param name="isAddition">Whether the change is a new entry behind the last one.</param>
    public bool IsFree(IReadOnlyList<string> path, bool isAddition) =>
        !Ancestors(path).Any(_targets.Contains)
        && !_above.Contains(Key(path, path.Count))
        && !_targets.Contains(Key(path, path.Count))
        && (!_maps.TryGetValue(Map(path), out var additionsOnly) || (isAddition && additionsOnly));

    /// <summary>Takes a change into the pass, or lets it wait.</summary>
    /// <param name="path">The keys that lead to the value.</param>
    /// <param name="isAddition">Whether it is a new entry behind the last one.</param>
    /// <param name="splice">The change; null where there is nothing to change.</param>
    public bool TryTake(IReadOnlyList<string> path, bool isAddition, TextSplice? splice)
    {
        if (splice is null)
        {
            return IsFree(path, isAddition) || Wait(path);
        }

        if (!IsFree(path, isAddition) || _splices.Any(other => other.Splice.Touches(splice) && !(isAddition && other.Map == Map(path))))
        {
            return Wait(path);
        }

        Note(path, isAddition);
        _splices.Add((Map(path), splice));
        return true;
    }

    /// <summary>Lets a change wait.</summary>
    public void Defer(IReadOnlyList<string> path) => Note(path, isAddition: false);

    /// <summary>The text after the changes.</summary>
    public string Apply(string text)
    {
        var after = new StringBuilder(text.Length);
        var done = 0;
        foreach (var (_, splice) in _splices.OrderBy(each => each.Splice.Start))
        {
            after.Append(text, done, splice.Start - done).Append(splice.Text);
            done = splice.End;
        }

        return after.Append(text, done, text.Length - done).ToString();
    }

    private bool Wait(IReadOnlyList<string> path)
    {
        Defer(path);
        return false;
    }

    private void Note(IReadOnlyList<string> path, bool isAddition)
    {
        _targets.Add(Key(path, path.Count));
        _above.UnionWith(Ancestors(path));
        _maps[Map(path)] = isAddition && _maps.GetValueOrDefault(Map(path), true);
    }

    private static IEnumerable<string> Ancestors(IReadOnlyList<string> path) => Enumerable.Range(1, path.Count - 1).Select(count => Key(path, count));

    private static string Map(IReadOnlyList<string> path) => Key(path, path.Count - 1);

    private static string Key(IReadOnlyList<string> path, int count) => string.Join(Separator, path.Take(count));
}

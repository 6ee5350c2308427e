using System.Text;

namespace Policies.Symbolic.Text;

/// <summary>
/// Finds every combination of patterns that some text of a universe meets, each with a shortest such text: the subset construction over all patterns
/// at once, searched breadth first.
/// </summary>
internal sealed class TextAutomaton
{
    private const int Universe = 0;

    // The order in which characters are tried, so that witnesses read well.
    private static readonly char[] Alphabet = [.. "xyzabcdefghijklmnopqrstuvw0123456789-_/.XYZABCDEFGHIJKLMNOPQRSTUVW~:@%!$&'()+,;=*[]^|\"#<>?\\`{} \u00e9\u00df"];

    private readonly TextItems _items;
    private readonly ITextShape? _shape;
    private readonly char[][] _groups;
    private readonly bool[] _isLive;
    private readonly List<(TextSubset Subset, int From, char By)> _states = [];
    private readonly Dictionary<TextSubset, int> _known = [];

    private TextAutomaton(TextUniverse universe, IReadOnlyList<TextPattern> patterns)
    {
        _items = new TextItems([universe.Language, .. patterns]);
        _shape = universe.Shape;
        _isLive = new bool[_items.Count];
        _groups = [.. Alphabet.GroupBy(c => CharSet.ClassesOf(c) & _items.Classes).Select(group => group.ToArray())];
    }

    /// <summary>Every combination once: a text, and the numbers of the patterns that match it, ascending.</summary>
    public static IEnumerable<(string Witness, int[] Patterns)> Combinations(TextUniverse universe, IReadOnlyList<TextPattern> patterns) =>
        new TextAutomaton(universe, patterns).Search();

    private IEnumerable<(string Witness, int[] Patterns)> Search()
    {
        Reach(_items.Starts, _shape?.Start ?? 0, from: -1, by: default);
        var found = new HashSet<TextSubset>();
        for (var state = 0; state < _states.Count; state++)
        {
            var subset = _states[state].Subset;
            var ended = subset.Items.Where(_items.IsEnd).Select(_items.OwnerOf).Distinct().ToArray();
            if (ended is [Universe, .. var matched] && _shape?.MayEnd(subset.Shape) != false && found.Add(new TextSubset(matched, 0)))
            {
                // Numbers are moved by one, since the universe is the first pattern here and none of the caller's.
                yield return (TextOf(state), [.. matched.Select(pattern => pattern - 1)]);
            }

            Expand(state, subset);
        }
    }

    private void Expand(int state, TextSubset subset)
    {
        var literals = subset.Items
            .Where(item => !_items.IsEnd(item) && _items.StepOf(item).Set.Class == CharClass.None)
            .Select(item => _items.StepOf(item).Set.Literal)
            .ToHashSet();
        foreach (var literal in literals)
        {
            Step(state, subset, literal);
        }

        var told = _shape is null ? [] : _shape.Told(subset.Shape);
        foreach (var c in told)
        {
            if (!literals.Contains(c))
            {
                Step(state, subset, c);
            }
        }

        foreach (var group in _groups)
        {
            foreach (var c in group)
            {
                if (!literals.Contains(c) && !told.Contains(c))
                {
                    Step(state, subset, c);
                    break;
                }
            }
        }
    }

    private void Step(int state, TextSubset subset, char c)
    {
        var shape = _shape?.Next(subset.Shape, c) ?? 0;
        if (shape == ITextShape.Dead)
        {
            return;
        }

        var next = new List<int>(subset.Items.Length);
        foreach (var item in subset.Items)
        {
            if (!_items.IsEnd(item) && _items.StepOf(item) is var step && step.Set.Contains(c))
            {
                next.Add(step.Repeats ? item : item + 1);
            }
        }

        Reach(next, shape, state, c);
    }

    /// <summary>Notes the state that some live items make, unless the universe is no longer among them.</summary>
    private void Reach(IReadOnlyList<int> items, int shape, int from, char by)
    {
        var closed = new List<int>(items.Count + 2);
        foreach (var item in items)
        {
            for (var at = item; !_isLive[at]; at++)
            {
                _isLive[at] = true;
                closed.Add(at);
                if (_items.IsEnd(at) || !_items.StepOf(at).Repeats)
                {
                    break;
                }
            }
        }

        foreach (var item in closed)
        {
            _isLive[item] = false;
        }

        closed.Sort();
        if (closed.Count == 0 || _items.OwnerOf(closed[0]) != Universe)
        {
            return;
        }

        var subset = new TextSubset([.. closed], shape);
        if (_known.TryAdd(subset, _states.Count))
        {
            _states.Add((subset, from, by));
        }
    }

    private string TextOf(int state)
    {
        var text = new StringBuilder();
        for (var at = state; _states[at].From >= 0; at = _states[at].From)
        {
            text.Insert(0, _states[at].By);
        }

        return text.ToString();
    }
}

namespace Policies.Symbolic.Text;

/// <summary>The steps of many patterns in one array: the states of their common nondeterministic automaton.</summary>
internal sealed class TextItems
{
    private readonly List<TextStep> _steps = [];
    private readonly List<int> _owners = [];
    private readonly List<bool> _ends = [];
    private readonly List<int> _starts = [];

    /// <summary>Lays out the patterns; a pattern's place in the list is its number.</summary>
    public TextItems(IEnumerable<TextPattern> patterns)
    {
        var owner = 0;
        foreach (var pattern in patterns)
        {
            foreach (var alternative in pattern.Alternatives)
            {
                _starts.Add(_steps.Count);
                foreach (var step in alternative)
                {
                    Add(step, owner, isEnd: false);
                    Classes |= step.Set.Class;
                }

                Add(default, owner, isEnd: true);
            }

            owner++;
        }
    }

    /// <summary>All classes of characters that occur.</summary>
    public CharClass Classes { get; }

    /// <summary>How many states there are.</summary>
    public int Count => _steps.Count;

    /// <summary>The states before the first character, without those that follow from them by skipping repetitions.</summary>
    public IReadOnlyList<int> Starts => _starts;

    /// <summary>The pattern that a state belongs to.</summary>
    public int OwnerOf(int item) => _owners[item];

    /// <summary>Whether the state is the end of an alternative.</summary>
    public bool IsEnd(int item) => _ends[item];

    /// <summary>The step that leads on from a state.</summary>
    public TextStep StepOf(int item) => _steps[item];

    private void Add(TextStep step, int owner, bool isEnd)
    {
        _steps.Add(step);
        _owners.Add(owner);
        _ends.Add(isEnd);
    }
}

namespace Policies.Symbolic.Text;

/// <summary>A deterministic machine that reads a text and says in the end whether it has the shape.</summary>
internal interface ITextShape
{
    /// <summary>The state of a text that no longer can have the shape.</summary>
    const int Dead = -1;

    /// <summary>What makes two shapes the same.</summary>
    string Key { get; }

    /// <summary>The state before the first character.</summary>
    int Start { get; }

    /// <summary>The state after one more character.</summary>
    int Next(int state, char c);

    /// <summary>Whether a text may end in the state.</summary>
    bool MayEnd(int state);

    /// <summary>The characters that the machine tells apart in a state; it treats all others alike.</summary>
    ReadOnlySpan<char> Told(int state);
}

namespace Infra.Rotation;

/// <summary>A part of a text that is to be another.</summary>
/// <param name="Start">The offset of its first character.</param>
/// <param name="End">The offset behind its last one.</param>
/// <param name="Text">What comes in its place.</param>
internal sealed record TextSplice(int Start, int End, string Text)
{
    /// <summary>Whether nothing goes.</summary>
    public bool IsInsertion => Start == End;

    /// <summary>Puts a text between two characters.</summary>
    public static TextSplice Insert(int at, string text) => new(at, at, text);

    /// <summary>Whether two have a character or a border in common, so that the one moves the other.</summary>
    public bool Touches(TextSplice other) => Start <= other.End && other.Start <= End;
}

namespace Manifests;

/// <summary>The place in a text at which a node begins.</summary>
/// <remarks>A class: most nodes come from records and have none, and then it takes the room of a reference.</remarks>
/// <param name="File">The file's name as it was given to the reader; <c>-</c> for standard input.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, in characters from 1.</param>
public sealed record Mark(string File, int Line, int Column)
{
    /// <summary>The place as <c>file:line:column</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}

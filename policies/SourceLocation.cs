using System.Globalization;

namespace Policies;

/// <summary>A place in a text that the user wrote.</summary>
/// <param name="File">The file as the user named it, or <c>-</c> for stdin.</param>
/// <param name="Line">The line, counted from 1; null where only the file is known.</param>
/// <param name="Column">The column, counted from 1; null where only the line is known.</param>
public sealed record SourceLocation(string File, int? Line = null, int? Column = null)
{
    /// <summary>The form that editors and terminals make clickable: <c>file:line:column</c>.</summary>
    public override string ToString() => string.Join(
        ':',
        new[] { File, Line?.ToString(CultureInfo.InvariantCulture), Column?.ToString(CultureInfo.InvariantCulture) }.OfType<string>());
}

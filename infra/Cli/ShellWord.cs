namespace Infra.Cli;

/// <summary>Texts as words of a shell's command line, in the commands that are printed to be copied.</summary>
internal static class ShellWord
{
    /// <summary>The text, in quotes where a shell would not take it for one word.</summary>
    public static string Of(string text) => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:@".Contains(letter, StringComparison.Ordinal))
        ? text
        : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}

using YamlDotNet.Core;

namespace Manifests.Reading;

/// <summary>
/// Lets a literal block begin with a blank line that holds spaces, as YAML 1.2.2 §8.1.1.1 does where they are not more than the block's own indentation.
/// YamlDotNet 16.3 refuses every such line, and charts write them.
/// </summary>
internal static class BlockScalarBlanks
{
    /// <summary>How many such blocks of one text are mended; each costs another reading of it.</summary>
    internal const int Most = 200;

    /// <summary>The text without the spaces at which the parser stopped; null where it stopped for another reason, or YAML does not allow them either.</summary>
    internal static string? Mended(string text, YamlException stop)
    {
        if (!stop.Message.Contains("found extra spaces in first line", StringComparison.Ordinal))
        {
            return null;
        }

        var lines = text.Split('\n');
        return Empty(lines, (int)stop.Start.Line) ? string.Join('\n', lines) : null;
    }

    /// <summary>Empties the blank lines above a line, numbered from one; false where one of them is indented further than it, which YAML does not allow.</summary>
    private static bool Empty(string[] lines, int line)
    {
        var content = Array.FindIndex(lines, Math.Clamp(line - 2, 0, lines.Length), text => !string.IsNullOrWhiteSpace(text));
        if (content < 0)
        {
            return false;
        }

        var indentation = lines[content].Length - lines[content].TrimStart(' ').Length;
        var changed = false;
        for (var blank = content - 1; blank >= 0 && string.IsNullOrWhiteSpace(lines[blank]); blank--)
        {
            var spaces = lines[blank].TrimEnd('\r');
            if (spaces.Length > indentation)
            {
                return false;
            }

            changed |= spaces.Length > 0;
            lines[blank] = lines[blank][spaces.Length..];
        }

        return changed;
    }
}

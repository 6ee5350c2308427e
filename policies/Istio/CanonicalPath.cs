using System.Globalization;
using System.Text;

namespace Policies.Istio;

/// <summary>
/// The canonical form of a URL's path as Chromium's URL library has it, which Envoy calls: one pass that resolves dot segments, decodes what need not
/// be escaped, escapes what must be, and fails on NUL.
/// </summary>
internal static class CanonicalPath
{
    /// <summary>The canonical form; null where the path holds a NUL, escaped or not.</summary>
    /// <param name="path">The path without query and fragment.</param>
    public static string? Of(string path)
    {
        var bytes = Encoding.UTF8.GetBytes(path);
        var output = new StringBuilder(bytes.Length + 1);
        if (bytes is [] || !IsSlash(bytes[0]))
        {
            output.Append('/');
        }

        for (var at = 0; at < bytes.Length;)
        {
            if (DotLength(bytes, at) is > 0 and var dot)
            {
                at += dot + ResolveDot(bytes.AsSpan(at + dot), output);
            }
            else if (Escaped(bytes, at) is { } value)
            {
                if (value == 0)
                {
                    return null;
                }

                output.Append(IsUnreserved(value) ? ((char)value).ToString() : Encoding.ASCII.GetString(bytes, at, 3));
                at += 3;
            }
            else if (bytes[at] == 0)
            {
                return null;
            }
            else
            {
                AppendPlain(output, bytes[at]);
                at++;
            }
        }

        return output.ToString();
    }

    /// <summary>Handles a dot that was just read: a segment of one or two dots goes, any other dot is written.</summary>
    /// <returns>How many bytes after the dot belong to the segment that went.</returns>
    private static int ResolveDot(ReadOnlySpan<byte> after, StringBuilder output)
    {
        if (output is [.., '/'])
        {
            if (after is [] || IsSlash(after[0]))
            {
                return Math.Min(1, after.Length);
            }

            var second = DotLength(after, 0);
            if (second > 0 && (second == after.Length || IsSlash(after[second])))
            {
                BackUpToPreviousSlash(output);
                return Math.Min(second + 1, after.Length);
            }
        }

        output.Append('.');
        return 0;
    }

    private static void BackUpToPreviousSlash(StringBuilder output)
    {
        if (output.Length == 1)
        {
            return;
        }

        var slash = output.Length - 2;
        while (slash > 0 && output[slash] != '/')
        {
            slash--;
        }

        output.Length = slash + 1;
    }

    private static void AppendPlain(StringBuilder output, byte value)
    {
        if (value == '\\')
        {
            output.Append('/');
        }
        else if (value is < 0x20 or > 0x7e || " \"#<>?^`{|}".Contains((char)value, StringComparison.Ordinal))
        {
            output.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }
        else
        {
            output.Append((char)value);
        }
    }

    /// <summary>The length of a dot, plain or escaped; 0 where there is none.</summary>
    private static int DotLength(ReadOnlySpan<byte> bytes, int at) => bytes[at..] switch
    {
        [(byte)'.', ..] => 1,
        [(byte)'%', (byte)'2', (byte)'e' or (byte)'E', ..] => 3,
        _ => 0,
    };

    /// <summary>The byte that an escape at this place stands for; null where there is no whole escape.</summary>
    private static byte? Escaped(ReadOnlySpan<byte> bytes, int at) =>
        bytes.Length - at >= 3 && bytes[at] == '%' && char.IsAsciiHexDigit((char)bytes[at + 1]) && char.IsAsciiHexDigit((char)bytes[at + 2])
            ? byte.Parse(bytes.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : null;

    private static bool IsUnreserved(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'_' or (byte)'~';

    private static bool IsSlash(byte value) => value is (byte)'/' or (byte)'\\';
}

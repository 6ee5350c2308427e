using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Manifests.Reading;

/// <summary>What bytes must be before a parser sees them: not too many, UTF-8, no control characters.</summary>
internal static class SourceBytes
{
    /// <summary>YAML's parser takes a NUL for the end of the text and would drop the rest in silence.</summary>
    private static readonly SearchValues<byte> ControlCharacters =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(code => code is not ('\t' or '\n' or '\r')).Select(code => (byte)code), 0x7F]);

    internal static ReadError? Check(ReadOnlySpan<byte> utf8, int limit, string file)
    {
        if (utf8.Length > limit)
        {
            return TooLarge(limit, file);
        }

        if (!Utf8.IsValid(utf8))
        {
            return new ReadError(MarkOf(utf8, FirstInvalid(utf8), file), "not UTF-8; manifests are UTF-8 text", "save the file as UTF-8, or leave it out");
        }

        return utf8.IndexOfAny(ControlCharacters) is >= 0 and var position
            ? new ReadError(MarkOf(utf8, position, file), $"the control character U+{utf8[position]:X4}; manifests are text without control characters", "remove the character")
            : null;
    }

    internal static ReadError TooLarge(int limit, string file) =>
        new(new Mark(file, 1, 1), $"larger than {limit} bytes, the most that is read of one text");

    internal static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;

    internal static bool LooksLikeJson(ReadOnlySpan<byte> utf8) => utf8.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(utf8[position..], out _, out var length) is OperationStatus.Done)
        {
            position += length;
        }

        return position;
    }

    private static Mark MarkOf(ReadOnlySpan<byte> utf8, int position, string file)
    {
        var before = utf8[..position];
        return new Mark(file, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }
}

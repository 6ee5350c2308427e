using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Rotation;

/// <summary>A node of a YAML text by its place: what a change of the text needs to know, and what a reader of values throws away.</summary>
internal sealed record YamlSpan
{
    /// <summary>The offset of its first character.</summary>
    public required int Start { get; init; }

    /// <summary>The offset behind its last character; of a block, behind the last character of its last scalar.</summary>
    public required int End { get; init; }

    /// <summary>The entries of a map in their order; empty for anything else.</summary>
    public IReadOnlyList<YamlEntry> Entries { get; init; } = [];

    /// <summary>Whether it is a map.</summary>
    public bool IsMap { get; init; }

    /// <summary>Whether it is a map in braces.</summary>
    public bool IsFlow { get; init; }

    /// <summary>Reads the only document of a text.</summary>
    /// <exception cref="YamlException">The text is no YAML.</exception>
    public static YamlSpan Read(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        return ReadNode(parser, text);
    }

    private static YamlSpan ReadNode(IParser parser, string text)
    {
        if (parser.TryConsume<MappingStart>(out var map))
        {
            return ReadMap(parser, text, map);
        }

        if (parser.TryConsume<SequenceStart>(out var list))
        {
            var end = Offset(list.End);
            while (!parser.Accept<SequenceEnd>(out _))
            {
                end = ReadNode(parser, text).End;
            }

            var close = parser.Consume<SequenceEnd>();
            return new YamlSpan { Start = Offset(list.Start), End = list.Style == SequenceStyle.Flow ? Behind(text, ']', close) : end };
        }

        // A scalar, or a reference to an anchor.
        var leaf = parser.Consume<ParsingEvent>();
        return new YamlSpan { Start = Offset(leaf.Start), End = Offset(leaf.End) };
    }

    private static YamlSpan ReadMap(IParser parser, string text, MappingStart map)
    {
        List<YamlEntry> entries = [];
        while (!parser.Accept<MappingEnd>(out _))
        {
            var name = parser.Accept<Scalar>(out var scalar) ? scalar.Value : null;
            var key = ReadNode(parser, text);
            entries.Add(new YamlEntry(name, key, ReadNode(parser, text)));
        }

        var close = parser.Consume<MappingEnd>();
        var isFlow = map.Style == MappingStyle.Flow;
        return new YamlSpan
        {
            Start = Offset(map.Start),
            End = isFlow ? Behind(text, '}', close) : entries.Count == 0 ? Offset(map.End) : entries[^1].Value.End,
            Entries = entries,
            IsMap = true,
            IsFlow = isFlow,
        };
    }

    /// <summary>The parser's event for the end of a flow collection ends before the bracket.</summary>
    private static int Behind(string text, char bracket, ParsingEvent close) => text.IndexOf(bracket, Offset(close.Start)) + 1;

    private static int Offset(Mark mark) => checked((int)mark.Index);
}

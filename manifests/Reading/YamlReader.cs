using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Manifests.Reading;

/// <summary>
/// Reads YAML from its parser's events, which come one by one however deep the text nests, so that depth and aliases are bounded before anything
/// is built.
/// </summary>
internal sealed class YamlReader
{
    private readonly Parser _parser;
    private readonly string _text;
    private readonly string _file;
    private readonly ReadLimits _limits;
    private readonly List<ReadError> _errors = [];
    private readonly YamlAnchors _anchors;

    /// <summary>What the parser would not go beyond.</summary>
    private YamlException? _stop;

    private YamlReader(string text, string file, ReadLimits limits)
    {
        _parser = new Parser(new StringReader(text));
        _text = text;
        _file = file;
        _limits = limits;
        _anchors = new YamlAnchors(limits);
    }

    internal static ReadResult<Node> Read(string text, string file, ReadLimits limits)
    {
        for (var mended = 0; ; mended++)
        {
            var reader = new YamlReader(text, file, limits);
            var result = reader.Read();
            if (mended == BlockScalarBlanks.Most || reader._stop is null || BlockScalarBlanks.Mended(text, reader._stop) is not { } better)
            {
                return result;
            }

            text = better;
        }
    }

    private ReadResult<Node> Read()
    {
        var documents = new List<Node>();
        var incomplete = new List<Node>();
        try
        {
            ReadStream(documents, incomplete);
        }
        catch (YamlException exception)
        {
            _stop = exception;
            _errors.Add(TabError(exception) ?? new ReadError(MarkOf(exception.Start), $"not valid YAML: {Reason(exception)}"));
        }
        catch (Exception exception) when (IsParserFault(exception))
        {
            _errors.Add(new ReadError(
                MarkOf(_parser.Current?.End ?? YamlDotNet.Core.Mark.Empty), "not valid YAML after this place; is a bracket or brace left open?"));
        }
        catch (ReadRefusal refusal)
        {
            _errors.Add(refusal.Error);
        }

        return new ReadResult<Node> { Items = documents, Incomplete = incomplete, Errors = _errors };
    }

    /// <summary>
    /// What YamlDotNet 16.3 throws, without a place, instead of its own exception on some malformed texts: brackets that stay open, content behind a
    /// document's end, a tag that is no URI, a number out of range in a directive.
    /// </summary>
    private static bool IsParserFault(Exception exception) =>
        exception is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException;

    private static string Reason(YamlException exception)
    {
        var message = exception.Message.TrimEnd('.');
        return message.Length == 0 ? "syntax error" : char.ToLowerInvariant(message[0]) + message[1..];
    }

    /// <summary>Where a line is indented by a tab, which the parser tells at the map's beginning; null where that is not what it stopped at.</summary>
    private ReadError? TabError(YamlException exception)
    {
        if (!exception.Message.Contains("tab", StringComparison.Ordinal))
        {
            return null;
        }

        // Behind spaces a tab may be the text of a block; at the beginning of a line it never is.
        var lines = _text.Split('\n').Index().Skip(Math.Max((int)exception.Start.Line, 1) - 1)
            .Select(line => (Number: line.Index + 1, Column: line.Item.AsSpan(0, line.Item.Length - line.Item.AsSpan().TrimStart().Length).IndexOf('\t') + 1))
            .Where(line => line.Column > 0).ToList();
        return lines.OrderBy(line => line.Column > 1).Select(line => new ReadError(
            new Mark(_file, line.Number, line.Column), "a tab in the indentation, which YAML does not take", "indent with spaces")).FirstOrDefault();
    }

    private void ReadStream(List<Node> documents, List<Node> incomplete)
    {
        _parser.Consume<StreamStart>();
        while (!_parser.TryConsume<StreamEnd>(out _))
        {
            _parser.Consume<DocumentStart>();
            var before = _errors.Count;
            _anchors.Clear();
            var root = ReadNode(0);
            _parser.Consume<DocumentEnd>();
            var isEmpty = root is ScalarNode { IsNull: true };
            if (!isEmpty)
            {
                (_errors.Count == before ? documents : incomplete).Add(root);
            }
        }
    }

    private Node ReadNode(int depth)
    {
        var next = _parser.Current ?? throw new YamlException("the text ends too early");
        if (next is AnchorAlias alias)
        {
            _parser.MoveNext();
            return _anchors.Resolve(alias, MarkOf(alias.Start), depth);
        }

        if (next is not NodeEvent begin)
        {
            throw new YamlException(next.Start, next.End, "did not find expected node content");
        }

        var scope = _anchors.Open(begin.Anchor);
        Node node = next switch
        {
            MappingStart => ReadMap(depth),
            SequenceStart => ReadList(depth),
            _ => ReadScalar(_parser.Consume<Scalar>()),
        };
        _anchors.Close(scope, node);
        return node;
    }

    private MapNode ReadMap(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        RefuseDepth(depth, start.Start);
        var map = new MapNode { Mark = MarkOf(start.Start) };
        List<Node>? merges = null;
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var keyMark = MarkOf(_parser.Current!.Start);
            var isMerge = _parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            var key = ReadKey(depth, keyMark);
            var value = ReadNode(depth + 1);
            if (isMerge)
            {
                (merges ??= []).Add(value);
            }
            else if (key is not null && !map.TryAdd(new MapEntry(key, value, keyMark)))
            {
                _errors.Add(new ReadError(keyMark, $"the key '{key}' is there already; keys are unique in a map", "remove one of the two, or put what they hold into one"));
            }
        }

        foreach (var merge in merges ?? [])
        {
            Merge(map, merge);
        }

        return map;
    }

    /// <summary>The key's text; null, with an error, for what cannot be a key in JSON.</summary>
    private string? ReadKey(int depth, Mark mark)
    {
        if (ReadNode(depth + 1) is ScalarNode { IsNull: false } key)
        {
            return key.CanonicalText;
        }

        _errors.Add(new ReadError(mark, "a key that is null, a map or a list; keys are strings"));
        return null;
    }

    /// <summary>YAML 1.1's merge key: the map takes over the keys that it does not have itself.</summary>
    private void Merge(MapNode map, Node merge)
    {
        if (merge is ListNode list)
        {
            foreach (var item in list)
            {
                Merge(map, item);
            }
        }
        else if (merge is MapNode source)
        {
            foreach (var entry in source)
            {
                map.TryAdd(entry);
            }
        }
        else
        {
            _errors.Add(new ReadError(merge.Mark!, "'<<' merges a map or a list of maps"));
        }
    }

    private ListNode ReadList(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        RefuseDepth(depth, start.Start);
        var list = new ListNode { Mark = MarkOf(start.Start) };
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            list.Add(ReadNode(depth + 1));
        }

        return list;
    }

    private ScalarNode ReadScalar(Scalar scalar)
    {
        var mark = MarkOf(scalar.Start);
        if (YamlTags.Read(scalar, mark, out var problem) is { } node)
        {
            return node;
        }

        _errors.Add(new ReadError(mark, problem!));
        return new ScalarNode { Mark = mark };
    }

    private void RefuseDepth(int depth, YamlDotNet.Core.Mark start)
    {
        if (depth >= _limits.Depth)
        {
            throw ReadRefusal.OfDepth(MarkOf(start), _limits);
        }
    }

    private Mark MarkOf(YamlDotNet.Core.Mark mark) => new(_file, Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));
}

using System.Text;
using System.Text.Json;

namespace Manifests.Reading;

/// <summary>Reads JSON, one value after another, with the place of every node; several times faster than YAML's reader.</summary>
internal ref struct JsonReader
{
    private const string SyntaxError = "not valid JSON: ";

    private readonly ReadOnlySpan<byte> _utf8;
    private readonly string _file;
    private readonly ReadLimits _limits;
    private readonly List<ReadError> _errors;
    private Utf8JsonReader _reader;
    private int _counted;
    private int _line;
    private int _column;

    private JsonReader(ReadOnlySpan<byte> utf8, string file, ReadLimits limits, List<ReadError> errors)
    {
        _utf8 = utf8;
        _file = file;
        _limits = limits;
        _errors = errors;
        _line = 1;
        _column = 1;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = limits.Depth + 1 });
    }

    internal static bool IsSyntaxError(ReadError error) => error.Message.StartsWith(SyntaxError, StringComparison.Ordinal);

    internal static ReadResult<Node> Read(ReadOnlySpan<byte> utf8, string file, ReadLimits limits)
    {
        var items = new List<Node>();
        var errors = new List<ReadError>();
        var reader = new JsonReader(utf8, file, limits, errors);
        try
        {
            while (reader._reader.Read())
            {
                var before = errors.Count;
                var value = reader.ReadValue();
                if (errors.Count == before)
                {
                    items.Add(value);
                }
            }
        }
        catch (JsonException exception)
        {
            errors.Add(reader.Explain(exception));
        }
        catch (ReadRefusal refusal)
        {
            errors.Add(refusal.Error);
        }
        catch (InvalidOperationException)
        {
            // Thrown for a string that escapes half of a surrogate pair.
            errors.Add(new ReadError(reader.MarkOfToken(), "a string that is not Unicode text; it has half of a surrogate pair"));
        }

        return new ReadResult<Node> { Items = items, Errors = errors };
    }

    private readonly ReadError Explain(JsonException exception)
    {
        var mark = new Mark(_file, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);

        // The parser's text goes on with the place, which the mark has already.
        var reason = exception.Message.Split(" LineNumber:", 2)[0].TrimEnd('.');
        return new ReadError(mark, SyntaxError + char.ToLowerInvariant(reason[0]) + reason[1..]);
    }

    private Node ReadValue()
    {
        var mark = MarkOfToken();
        if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && _reader.CurrentDepth >= _limits.Depth)
        {
            throw ReadRefusal.OfDepth(mark, _limits);
        }

        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMap(mark),
            JsonTokenType.StartArray => ReadList(mark),
            JsonTokenType.String => new ScalarNode(_reader.GetString()!) { Mark = mark },
            JsonTokenType.Number => ReadNumber(mark),
            JsonTokenType.True => new ScalarNode(true) { Mark = mark },
            JsonTokenType.False => new ScalarNode(false) { Mark = mark },
            _ => new ScalarNode { Mark = mark },
        };
    }

    private MapNode ReadMap(Mark mark)
    {
        var map = new MapNode { Mark = mark };
        while (_reader.Read() && _reader.TokenType is JsonTokenType.PropertyName)
        {
            var keyMark = MarkOfToken();
            var key = _reader.GetString()!;
            _reader.Read();
            if (!map.TryAdd(new MapEntry(key, ReadValue(), keyMark)))
            {
                _errors.Add(new ReadError(keyMark, $"the key '{key}' is there already; keys are unique in a map", "remove one of the two, or put what they hold into one"));
            }
        }

        return map;
    }

    private ListNode ReadList(Mark mark)
    {
        var list = new ListNode { Mark = mark };
        while (_reader.Read() && _reader.TokenType is not JsonTokenType.EndArray)
        {
            list.Add(ReadValue());
        }

        return list;
    }

    private readonly ScalarNode ReadNumber(Mark mark)
    {
        if (_reader.TryGetInt64(out var whole))
        {
            return new ScalarNode(whole) { Mark = mark };
        }

        return Numbers.FromDouble(_reader.GetDouble(), Encoding.UTF8.GetString(_reader.ValueSpan), mark);
    }

    /// <summary>Counts lines and columns on from the last token: one pass over the text, even when it is a single line.</summary>
    private Mark MarkOfToken()
    {
        var start = (int)_reader.TokenStartIndex;
        var passed = _utf8[_counted..start];
        if (passed.LastIndexOf((byte)'\n') is >= 0 and var newline)
        {
            _line += passed.Count((byte)'\n');
            _column = 1;
            passed = passed[(newline + 1)..];
        }

        _column += Encoding.UTF8.GetCharCount(passed);
        _counted = start;
        return new Mark(_file, _line, _column);
    }
}

using System.Globalization;
using System.Text;
using Manifests;

namespace Policies.Rules.Spire;

/// <summary>
/// SPIRE's configuration in HCL 1 (hashicorp/hcl): blocks with labels, assignments, lists and objects, in the nesting that its JSON form has. A block that
/// comes twice is one with both contents.
/// </summary>
/// <param name="text">The file.</param>
internal sealed class HclText(string text)
{
    private const int Deepest = 32;
    private int _at;

    /// <summary>The file as a map; null where it is not of this form.</summary>
    public static MapNode? Parse(string text)
    {
        try
        {
            return new HclText(text).Body(isFile: true, depth: 0);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private MapNode Body(bool isFile, int depth)
    {
        MapNode body = [];
        while (true)
        {
            if (Peek() is not { } next)
            {
                return isFile ? body : throw new FormatException("a block does not end");
            }

            if (next is '}' && !isFile)
            {
                _at++;
                return body;
            }

            if (next is ',')
            {
                _at++;
                continue;
            }

            Entry(body, depth < Deepest ? depth + 1 : throw new FormatException("too deep"));
        }
    }

    private void Entry(MapNode body, int depth)
    {
        var key = Word();
        while (Peek() is not ('=' or ':' or '{'))
        {
            body = Inside(body, key);
            key = Word();
        }

        if (Peek() is '{')
        {
            Block(body, key, depth);
            return;
        }

        _at++;
        if (Peek() is '{')
        {
            Block(body, key, depth);
        }
        else if (!body.TryAdd(new(key, Value(depth))))
        {
            throw new FormatException($"{key} comes twice");
        }
    }

    private void Block(MapNode body, string key, int depth)
    {
        _at++;
        var inside = Inside(body, key);
        foreach (var entry in Body(isFile: false, depth))
        {
            inside.TryAdd(entry);
        }
    }

    private static MapNode Inside(MapNode body, string key)
    {
        if (body[key] is MapNode there)
        {
            return there;
        }

        MapNode inside = [];
        return body.TryAdd(new(key, inside)) ? inside : throw new FormatException($"{key} is no block");
    }

    private Node Value(int depth)
    {
        switch (Peek())
        {
            case '[':
                _at++;
                ListNode list = [];
                while (Peek() is not ']')
                {
                    list.Add(Value(depth < Deepest ? depth + 1 : throw new FormatException("too deep")));
                    _at += Peek() is ',' ? 1 : 0;
                }

                _at++;
                return list;
            case '{':
                _at++;
                return Body(isFile: false, depth);
            case '"':
                return Word();
            default:
                var word = Word();
                return word is "true" or "false" ? word == "true"
                    : long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
                    : word;
        }
    }

    /// <summary>A key, a label or a plain value: in quotes or without.</summary>
    private string Word()
    {
        if (Peek() is '"')
        {
            return Quoted();
        }

        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '-' or '.'))
        {
            _at++;
        }

        return _at > start ? text[start.._at] : throw new FormatException("no word");
    }

    private string Quoted()
    {
        var word = new StringBuilder();
        for (_at++; _at < text.Length && text[_at] is not ('"' or '\n'); _at++)
        {
            word.Append(text[_at] is '\\' && _at + 1 < text.Length ? text[++_at] : text[_at]);
        }

        return _at++ < text.Length ? word.ToString() : throw new FormatException("a text does not end");
    }

    /// <summary>The next character that is neither blank nor of a comment; null at the end.</summary>
    private char? Peek()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
            else if (text[_at] is '#' || text.AsSpan(_at).StartsWith("//"))
            {
                _at = text.IndexOf('\n', _at) is >= 0 and var end ? end : text.Length;
            }
            else if (text.AsSpan(_at).StartsWith("/*"))
            {
                _at = text.IndexOf("*/", _at + 2, StringComparison.Ordinal) is >= 0 and var end ? end + 2 : text.Length;
            }
            else
            {
                return text[_at];
            }
        }

        return null;
    }
}

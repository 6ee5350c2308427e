using System.Globalization;
using Manifests;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Settings;

/// <summary>Reads the YAML of a stack file into a tree with marks, by events, so that no nesting is too deep for it.</summary>
internal sealed class StackYaml(string file, string text, List<SettingsError> errors)
{
    private const int DeepestNesting = 100;
    private readonly Parser _parser = new(new StringReader(text));

    /// <summary>The tree of the first document; null where the text is no YAML.</summary>
    public Node? Read()
    {
        try
        {
            _parser.Consume<StreamStart>();
            if (!_parser.Accept<DocumentStart>(out _))
            {
                return new MapNode();
            }

            _parser.Consume<DocumentStart>();
            return Value(0);
        }
        catch (YamlException e)
        {
            errors.Add(Error(e.Start, $"not YAML: {e.Message.TrimEnd('.')}"));
            return null;
        }
    }

    private Node Value(int depth)
    {
        var start = _parser.Current!.Start;
        if (depth > DeepestNesting)
        {
            throw new YamlException(start, start, string.Create(CultureInfo.InvariantCulture, $"nested deeper than {DeepestNesting} levels"));
        }

        return _parser.Current switch
        {
            MappingStart => Map(depth),
            SequenceStart => List(depth),
            Scalar => Leaf(_parser.Consume<Scalar>()),
            _ => throw new YamlException(start, start, "aliases are not allowed in a stack file"),
        };
    }

    private MapNode Map(int depth)
    {
        var map = new MapNode { Mark = At(_parser.Consume<MappingStart>().Start) };
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = _parser.Consume<Scalar>();
            if (!map.TryAdd(new MapEntry(key.Value, Value(depth + 1), At(key.Start))))
            {
                errors.Add(Error(key.Start, "the same key stands in this map before"));
            }
        }

        return map;
    }

    private ListNode List(int depth)
    {
        var list = new ListNode { Mark = At(_parser.Consume<SequenceStart>().Start) };
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            list.Add(Value(depth + 1));
        }

        return list;
    }

    private ScalarNode Leaf(Scalar scalar)
    {
        var mark = At(scalar.Start);
        return scalar switch
        {
            { IsQuotedImplicit: true } or { Style: ScalarStyle.Literal or ScalarStyle.Folded } => new ScalarNode(scalar.Value) { Mark = mark },
            { Value: "" or "~" or "null" } => new ScalarNode { Mark = mark },
            { Value: "true" or "false" } => new ScalarNode(scalar.Value == "true") { Mark = mark },
            _ when long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
                new ScalarNode(whole, scalar.Value) { Mark = mark },
            _ when double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                new ScalarNode(number, scalar.Value) { Mark = mark },
            _ => new ScalarNode(scalar.Value) { Mark = mark },
        };
    }

    private Manifests.Mark At(YamlDotNet.Core.Mark mark) => new(file, (int)mark.Line, (int)mark.Column);

    private SettingsError Error(YamlDotNet.Core.Mark mark, string message) => new() { File = file, Line = (int)mark.Line, Message = message };
}

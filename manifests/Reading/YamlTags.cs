using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Manifests.Reading;

/// <summary>What a scalar means with its style and tag.</summary>
internal static class YamlTags
{
    private const string Core = "tag:yaml.org,2002:";

    /// <summary>The scalar; null, with the problem, when its text does not fit its tag or is no JSON value.</summary>
    internal static ScalarNode? Read(Scalar scalar, Mark mark, out string? problem)
    {
        problem = null;
        var tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        if (tag.Length == 0)
        {
            return scalar.Style is ScalarStyle.Plain ? Plain(scalar.Value, mark, out problem) : new ScalarNode(scalar.Value) { Mark = mark };
        }

        return tag.StartsWith(Core, StringComparison.Ordinal)
            ? Tagged(tag[Core.Length..], scalar.Value, mark, out problem)
            : new ScalarNode(scalar.Value) { Mark = mark };
    }

    private static ScalarNode? Plain(string text, Mark mark, out string? problem)
    {
        var node = YamlScalars.Resolve(text, mark);
        problem = node is null ? "a number that is infinite or not a number; JSON, and so Kubernetes, has no word for it" : null;
        return node;
    }

    private static ScalarNode? Tagged(string tag, string text, Mark mark, out string? problem)
    {
        if (tag == "binary")
        {
            return Binary(text, mark, out problem);
        }

        ScalarKind[]? wanted = tag switch
        {
            "bool" => [ScalarKind.Boolean],
            "int" => [ScalarKind.Integer],
            "float" => [ScalarKind.Float, ScalarKind.Integer],
            "null" => [ScalarKind.Null],
            _ => null,
        };
        if (wanted is null)
        {
            problem = null;
            return new ScalarNode(text) { Mark = mark };
        }

        var node = Plain(text, mark, out problem);
        if (node is null || wanted.Contains(node.Kind))
        {
            return node;
        }

        problem = $"the text does not fit its tag !!{tag}";
        return null;
    }

    private static ScalarNode? Binary(string text, Mark mark, out string? problem)
    {
        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text, bytes, out var length))
        {
            problem = null;
            return new ScalarNode(Encoding.UTF8.GetString(bytes, 0, length)) { Mark = mark };
        }

        problem = "the text does not fit its tag !!binary; it is not base64";
        return null;
    }
}

using System.Globalization;
using Manifests;

namespace Infra.Settings;

/// <summary>
/// Says what was given without repeating a text: a text in the wrong place may be a secret; a number or a truth value is none.
/// </summary>
internal static class ValueKind
{
    /// <summary><c>99999</c>, <c>true</c>, <c>a text of 9 characters</c>, <c>a list of 2</c>, <c>a map</c>.</summary>
    public static string Of(Node node) => node switch
    {
        MapNode { Count: 0 } => "an empty map",
        MapNode => "a map",
        ListNode { Count: 0 } => "an empty list",
        ListNode list => string.Create(CultureInfo.InvariantCulture, $"a list of {list.Count}"),
        ScalarNode { IsNull: true } => "null",
        ScalarNode { AsString: "" } => "an empty text",
        ScalarNode { AsString.Length: 1 } => "a text of 1 character",
        ScalarNode { AsString: { } text } => string.Create(CultureInfo.InvariantCulture, $"a text of {text.Length} characters"),
        ScalarNode scalar => scalar.Text,
        _ => "a value",
    };
}

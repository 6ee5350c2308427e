using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Arguments that go over the wire as a string of JSON: <c>[Input(..., json: true)]</c>.</summary>
internal static class WireJson
{
    public static Output<string> Of(string owner, object value)
    {
        return new(Write());

        async Task<OutputData<string>> Write()
        {
            var serialized = await Serializer.SerializeAsync(SerializationPath.Of(owner), value);
            return new(default, serialized.IsKnown ? Format(serialized.Value) : "", serialized.IsKnown, serialized.IsSecret);
        }
    }

    // The form is that of protobuf's JSON formatter: a blank inside braces and brackets, after commas and after colons.
    private static string Format(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text => JsonSerializer.Serialize(text),
        ImmutableArray<object?> list => list.IsEmpty ? "[ ]" : $"[ {string.Join(", ", list.Select(Format))} ]",
        ImmutableDictionary<string, object?> map when map.IsEmpty => "{ }",
        ImmutableDictionary<string, object?> map =>
            $"{{ {string.Join(", ", map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(Entry))} }}",
        _ => throw new InvalidOperationException($"{value.GetType().FullName} cannot be written as JSON"),
    };

    private static string Entry(KeyValuePair<string, object?> entry) => $"{JsonSerializer.Serialize(entry.Key)}: {Format(entry.Value)}";
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi;

/// <summary>Writes outputs and inputs as their values and tells the join what it saw.</summary>
internal sealed class OutputJsonConverter(OutputJoin join) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => ConverterOf(typeToConvert) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(ConverterOf(typeToConvert)!, join)!;

    private static Type? ConverterOf(Type type)
    {
        if (!type.IsConstructedGenericType)
        {
            return null;
        }

        var (definition, argument) = (type.GetGenericTypeDefinition(), type.GenericTypeArguments[0]);
        return definition == typeof(Output<>) ? typeof(ForOutput<>).MakeGenericType(argument)
            : definition == typeof(Input<>) ? typeof(ForInput<,>).MakeGenericType(type, argument)
            : definition == typeof(InputList<>) ? typeof(ForInput<,>).MakeGenericType(type, typeof(ImmutableArray<>).MakeGenericType(argument))
            : definition == typeof(InputMap<>)
                ? typeof(ForInput<,>).MakeGenericType(type, typeof(ImmutableDictionary<,>).MakeGenericType(typeof(string), argument))
            : null;
    }

    private static void Write<T>(Utf8JsonWriter writer, Output<T> output, OutputJoin join, JsonSerializerOptions options)
    {
        // Converters cannot wait asynchronously.
        var data = output.DataAsync().AsTask().GetAwaiter().GetResult();
        _ = join.Take(output).AsTask().GetAwaiter().GetResult();
        if (data.IsKnown)
        {
            JsonSerializer.Serialize(writer, data.Value, options);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private sealed class ForOutput<T>(OutputJoin join) : JsonConverter<Output<T>>
    {
        public override Output<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("outputs are only written as JSON, never read");

        public override void Write(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions options) =>
            OutputJsonConverter.Write(writer, value, join, options);
    }

    private sealed class ForInput<TInput, T>(OutputJoin join) : JsonConverter<TInput>
        where TInput : Input<T>
    {
        public override TInput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("inputs are only written as JSON, never read");

        public override void Write(Utf8JsonWriter writer, TInput value, JsonSerializerOptions options) =>
            OutputJsonConverter.Write(writer, value.ToOutput(), join, options);
    }
}

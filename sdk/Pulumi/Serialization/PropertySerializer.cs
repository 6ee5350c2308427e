namespace Pulumi.Serialization;

/// <summary>Serializes the top level of arguments, outputs or state, where each property is known and secret by itself.</summary>
internal static class PropertySerializer
{
    public static async ValueTask<Dictionary<string, Serialized>> SerializeAsync(
        SerializationPath path, IEnumerable<KeyValuePair<string, object?>> properties)
    {
        var serialized = new Dictionary<string, Serialized>(StringComparer.Ordinal);
        foreach (var (name, value) in properties)
        {
            try
            {
                var property = Serializer.TryPlain(value, out var plain) ? plain : await Serializer.SerializeAsync(path.Key(name), value);
                if (!property.IsAbsent)
                {
                    serialized.Add(name, property);
                }
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"error serializing property \"{name}\": {failure.Message}", failure);
            }
        }

        return serialized;
    }
}

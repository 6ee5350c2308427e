using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Turns arguments into the form in which they cross to the provider. What it does not know is refused, as by the engine's client.</summary>
internal static class Serializer
{
    public static async ValueTask<Serialized> SerializeAsync(SerializationPath path, object? value)
    {
        if (TryScalar(value, out var scalar))
        {
            return scalar;
        }

        switch (value)
        {
            case ImmutableDictionary<string, object?> or ImmutableArray<object?> when WireForm.Holds(value):
                return new(value);
            case InputArgs args:
                return await MapAsync(path, args.Properties());
            case Task:
                throw new InvalidOperationException($"tasks are not allowed as arguments; wrap the task in an Output:\n\t{path}");
            case IInput input:
                return await OutputAsync(path, input.ToOutput());
            case IUnion union:
                return await SerializeAsync(path, union.Value);
            case JsonElement element:
                return new(Json(element));
            case IOutput output:
                return await OutputAsync(path, output);
            case Resource resource:
                return new(new DependencyResource(await resource.Urn.GetValueAsync(whenUnknown: "")));
            case IReadOnlyDictionary<string, object?> map:
                return await MapAsync(path, map);
            case IDictionary map:
                return await MapAsync(path, Entries(path, map));
            case IList list:
                return await ListAsync(path, list);
            case Enum number when number.GetTypeCode() == TypeCode.Int32:
                return new(Convert.ToDouble(number, CultureInfo.InvariantCulture));
            case ValueTuple:
                return Serialized.Null;
            default:
                return Other(path, value!);
        }
    }

    /// <summary>
    /// Serializes what needs no waiting and cannot be refused: scalars, values in their wire form, and outputs of these that are complete. Nearly
    /// everything is one of them, and neither its place nor a task is needed.
    /// </summary>
    public static bool TryPlain(object? value, out Serialized serialized)
    {
        if (TryScalar(value, out serialized))
        {
            return true;
        }

        var output = value as IOutput ?? (value as IInput)?.ToOutput();
        if (output is null)
        {
            return TryHeld(value, out serialized);
        }

        if (!output.TryGetData(out var data))
        {
            return false;
        }

        if (!data.IsKnown)
        {
            serialized = new(null, IsKnown: false, data.IsSecret);
            return true;
        }

        var isPlain = TryScalar(data.Value, out serialized) || TryHeld(data.Value, out serialized);
        serialized = serialized with { IsSecret = serialized.IsSecret || data.IsSecret };
        return isPlain;
    }

    private static bool TryHeld(object? value, out Serialized serialized)
    {
        var isHeld = value is ImmutableDictionary<string, object?> or ImmutableArray<object?> && WireForm.Holds(value);
        serialized = isHeld ? new(value) : default;
        return isHeld;
    }

    private static bool TryScalar(object? value, out Serialized serialized)
    {
        (var known, serialized) = value switch
        {
            null => (true, Serialized.Null),
            WellKnown.Unknown => (true, new Serialized(null, IsKnown: false)),
            string or bool or double => (true, new Serialized(value)),
            int number => (true, new Serialized((double)number)),
            _ => (false, default),
        };
        return known;
    }

    private static async ValueTask<Serialized> OutputAsync(SerializationPath path, IOutput output)
    {
        var data = await output.GetDataAsync();
        if (!data.IsKnown)
        {
            return new(null, IsKnown: false, data.IsSecret);
        }

        var inner = await SerializeAsync(path, data.Value);
        return inner with { IsSecret = inner.IsSecret || data.IsSecret };
    }

    private static async ValueTask<Serialized> ListAsync(SerializationPath path, IList list)
    {
        if (IsDefaultImmutableArray(list))
        {
            return new(ImmutableArray<object?>.Empty);
        }

        var (values, known, secret) = (ImmutableArray.CreateBuilder<object?>(list.Count), true, false);
        for (var i = 0; i < list.Count; i++)
        {
            if (!TryPlain(list[i], out var item))
            {
                item = await SerializeAsync(path.Index(i), list[i]);
            }

            values.Add(item.Value);
            known &= item.IsKnown;
            secret |= item.IsSecret;
        }

        return new(known ? values.MoveToImmutable() : null, known, secret);
    }

    private static async ValueTask<Serialized> MapAsync(SerializationPath path, IEnumerable<KeyValuePair<string, object?>> entries)
    {
        var (values, known, secret) = (ImmutableDictionary.CreateBuilder<string, object?>(), true, false);
        foreach (var (key, value) in entries)
        {
            if (!TryPlain(value, out var item))
            {
                item = await SerializeAsync(path.Key(key), value);
            }

            if (WireForm.Carries(key, item))
            {
                values[key] = item.Value;
                known &= item.IsKnown;
                secret |= item.IsSecret;
            }
        }

        return new(known ? values.ToImmutable() : null, known, secret);
    }

    private static IEnumerable<KeyValuePair<string, object?>> Entries(SerializationPath path, IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
        {
            yield return entry.Key is string key
                ? new(key, entry.Value)
                : throw new InvalidOperationException($"maps need string keys; this one has {entry.Key.GetType().FullName}:\n\t{path}");
        }
    }

    private static object? Json(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(Json).ToImmutableArray(),
        JsonValueKind.Object => JsonMap(element),
        _ => null,
    };

    // Nulls stay, unlike in maps that are not JSON.
    private static ImmutableDictionary<string, object?> JsonMap(JsonElement element)
    {
        var values = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var property in element.EnumerateObject())
        {
            if (!WireForm.IsInternal(property.Name))
            {
                values[property.Name] = Json(property.Value);
            }
        }

        return values.ToImmutable();
    }

    private static Serialized Other(SerializationPath path, object value)
    {
        var type = value.GetType();
        if (!type.IsValueType || !type.IsDefined(typeof(EnumTypeAttribute)))
        {
            throw new InvalidOperationException($"a value of type {type.FullName} cannot be an argument:\n\t{path}");
        }

        var conversion = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type]);
        return conversion?.ReturnType == typeof(string) || conversion?.ReturnType == typeof(double)
            ? new(conversion.Invoke(null, [value]))
            : throw new InvalidOperationException($"{type.FullName} needs an explicit conversion to string or double:\n\t{path}");
    }

    private static bool IsDefaultImmutableArray(IList list) =>
        list.GetType() is { IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && list.Equals(Activator.CreateInstance(type));
}

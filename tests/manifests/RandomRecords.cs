using System.Reflection;
using Manifests;

namespace Tests.ManifestTests;

/// <summary>Records with fields filled at random, from a seed.</summary>
internal sealed class RandomRecords(int seed)
{
    private const int DeepestOptional = 5;

    private static readonly string[] Texts = ["", "a", "no", "0123", "1e3", "a: b", "two\nlines\n", " lead", "#x", "ümlaut", "x\ty", "true", "~", "- a", "emoji 😀"];

    private readonly Random _random = new(seed);
    private readonly NullabilityInfoContext _nullability = new();

    internal KubernetesObject Make(Type kind) => (KubernetesObject)Record(kind, 0);

    private object Record(Type type, int depth)
    {
        var record = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            var isOptional = _nullability.Create(property).WriteState is NullabilityState.Nullable;
            if (!isOptional || (depth < DeepestOptional && _random.Next(3) == 0))
            {
                property.SetValue(record, Value(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, depth + 1));
            }
        }

        return record;
    }

    private object Value(Type type, int depth)
    {
        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(_random.Next(values.Length))!;
        }

        if (type.IsGenericType)
        {
            return typeof(RandomRecords)
                .GetMethod(type.GetGenericTypeDefinition() == typeof(ValueList<>) ? nameof(List) : nameof(Map), BindingFlags.Instance | BindingFlags.NonPublic)!
                .MakeGenericMethod(type.GetGenericArguments())
                .Invoke(this, [depth])!;
        }

        return type switch
        {
            _ when type == typeof(string) => Texts[_random.Next(Texts.Length)],
            _ when type == typeof(bool) => _random.Next(2) == 0,
            _ when type == typeof(int) => _random.Next(),
            _ when type == typeof(long) => _random.NextInt64(1L << 50),
            _ when type == typeof(double) => _random.NextDouble(),
            _ when type == typeof(IntOrString) => _random.Next(2) == 0 ? new IntOrString(_random.Next()) : new IntOrString(Texts[_random.Next(Texts.Length)]),
            _ when type == typeof(MapNode) => new MapNode(),
            _ when type == typeof(Node) => new MapNode { ["x"] = Texts[_random.Next(Texts.Length)], ["y"] = new ListNode([_random.Next(), true]) },
            _ => Record(type, depth),
        };
    }

    private ValueList<T> List<T>(int depth) =>
        Enumerable.Range(0, _random.Next(3)).Select(_ => (T)Value(typeof(T), depth)).ToValueList();

    private ValueMap<T> Map<T>(int depth) =>
        new(Enumerable.Range(0, _random.Next(3)).Select(index => KeyValuePair.Create($"k{index}", (T)Value(typeof(T), depth))));
}

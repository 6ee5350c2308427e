using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map argument whose values, or which as a whole, may be outputs.</summary>
/// <typeparam name="TValue">The type of the values; keys are strings.</typeparam>
public sealed class InputMap<TValue> : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    private readonly List<KeyValuePair<string, Input<TValue>>> _added = [];
    private Output<ImmutableDictionary<string, TValue>> _head;

    /// <summary>Makes an empty map.</summary>
    public InputMap()
        : this(Output.Create(ImmutableDictionary<string, TValue>.Empty))
    {
    }

    private InputMap(Output<ImmutableDictionary<string, TValue>> head)
        : base(null) => _head = head;

    /// <summary>Adds an entry, as <see cref="Add(string, Input{TValue})"/> does.</summary>
    /// <param name="key">The key.</param>
    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    private protected override Output<ImmutableDictionary<string, TValue>> Value
    {
        get
        {
            if (_added.Count > 0)
            {
                KeyValuePair<string, Input<TValue>>[] added = [.. _added];
                _added.Clear();
                _head = WithEntries(_head, added);
            }

            return _head;
        }
    }

    /// <summary>Takes the entries of a map.</summary>
    /// <param name="values">The entries.</param>
    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) =>
        new(Output.Create(values).Apply(ImmutableDictionary.CreateRange));

    /// <inheritdoc cref="op_Implicit(Dictionary{string, TValue})"/>
    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => new(Output.Create(values));

    /// <inheritdoc cref="op_Implicit(Dictionary{string, TValue})"/>
    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) =>
        new(values.Apply(ImmutableDictionary.CreateRange));

    /// <inheritdoc cref="op_Implicit(Dictionary{string, TValue})"/>
    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) =>
        new(values.Apply(ImmutableDictionary.CreateRange));

    /// <inheritdoc cref="op_Implicit(Dictionary{string, TValue})"/>
    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) => new(values);

    /// <summary>A new map with the entries of both; where both have a key, the second wins.</summary>
    /// <param name="first">The one map.</param>
    /// <param name="second">The other map.</param>
    /// <returns>The new map.</returns>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second) =>
        new(Output.Tuple(first.Value, second.Value).Apply(maps => maps.Item1.SetItems(maps.Item2)));

    /// <summary>Adds an entry.</summary>
    /// <param name="key">The key; a key that is there with another value fails the deployment when the map is used.</param>
    /// <param name="value">The value.</param>
    public void Add(string key, Input<TValue> value) => _added.Add(new(key, value));

    /// <summary>Adds the entries of another map; for collection initialisers.</summary>
    /// <param name="values">The other map.</param>
    public void Add(InputMap<TValue> values) => AddRange(values);

    /// <summary>Adds the entries of another map.</summary>
    /// <param name="values">The other map; a key that is in both fails the deployment when the map is used.</param>
    public void AddRange(InputMap<TValue> values) =>
        _head = Output.Tuple(Value, values.Value).Apply(maps => maps.Item2.Keys.FirstOrDefault(maps.Item1.ContainsKey) is { } key
            ? throw new ArgumentException($"key '{key}' is in the map already")
            : maps.Item1.AddRange(maps.Item2));

    /// <summary>The entries, once known; none while the map is unknown.</summary>
    /// <param name="cancellationToken">Not observed.</param>
    /// <returns>The entries.</returns>
    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var entry in await Value.GetValueAsync(whenUnknown: ImmutableDictionary<string, TValue>.Empty))
        {
            yield return entry;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"{GetType().FullName} cannot be enumerated synchronously; use {nameof(GetAsyncEnumerator)}");

    private static Output<ImmutableDictionary<string, TValue>> WithEntries(
        Output<ImmutableDictionary<string, TValue>> head, KeyValuePair<string, Input<TValue>>[] added) => Output.Join(async join =>
    {
        var entries = (await join.Take(head))?.ToBuilder() ?? ImmutableDictionary.CreateBuilder<string, TValue>();
        foreach (var (key, input) in added)
        {
            var value = await join.Take(input.ToOutput());
            if (entries.TryGetValue(key, out var present) && !EqualityComparer<TValue>.Default.Equals(present, value))
            {
                throw new ArgumentException($"key '{key}' is in the map already, with another value");
            }

            entries[key] = value;
        }

        return entries.ToImmutable();
    });
}

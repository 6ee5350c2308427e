using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list argument whose elements, or which as a whole, may be outputs.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    private readonly List<Input<T>> _added = [];
    private Output<ImmutableArray<T>> _head;

    /// <summary>Makes an empty list.</summary>
    public InputList()
        : this(Output.Create(ImmutableArray<T>.Empty))
    {
    }

    private InputList(Output<ImmutableArray<T>> head)
        : base(null) => _head = head;

    private protected override Output<ImmutableArray<T>> Value
    {
        get
        {
            if (_added.Count > 0)
            {
                var tail = Output.All(_added);
                _added.Clear();
                _head = Output.Tuple(_head, tail).Apply(parts => parts.Item1.AddRange(parts.Item2));
            }

            return _head;
        }
    }

    /// <summary>Takes a list of one element.</summary>
    /// <param name="value">The element.</param>
    public static implicit operator InputList<T>(T value) => Of([value]);

    /// <inheritdoc cref="op_Implicit(T)"/>
    public static implicit operator InputList<T>(Output<T> value) => Of([value]);

    /// <inheritdoc cref="op_Implicit(T)"/>
    public static implicit operator InputList<T>(Input<T> value) => Of([value]);

    /// <summary>Takes the elements of a list.</summary>
    /// <param name="values">The elements.</param>
    public static implicit operator InputList<T>(T[] values) => new(Output.Create(ImmutableArray.Create(values)));

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(Output<T>[] values) => new(Output.All(values));

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(Input<T>[] values) => Of(values);

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(List<T> values) => new(Output.Create(values.ToImmutableArray()));

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(List<Output<T>> values) => new(Output.All(values));

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(List<Input<T>> values) => Of(values);

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(ImmutableArray<T> values) => new(Output.Create(values));

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => new(Output.All(values));

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => Of(values);

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(Output<T[]> values) => new(values.Apply(ImmutableArray.Create));

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(Output<List<T>> values) => new(values.Apply(ImmutableArray.CreateRange));

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => new(values.Apply(ImmutableArray.CreateRange));

    /// <inheritdoc cref="op_Implicit(T[])"/>
    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => new(values);

    /// <summary>Appends elements.</summary>
    /// <param name="inputs">The elements.</param>
    public void Add(params Input<T>[] inputs) => _added.AddRange(inputs);

    /// <summary>Appends the elements of another list; for collection initialisers.</summary>
    /// <param name="inputs">The other list.</param>
    public void Add(InputList<T> inputs) => AddRange(inputs);

    /// <summary>Appends the elements of another list.</summary>
    /// <param name="inputs">The other list.</param>
    public void AddRange(InputList<T> inputs) => _head = Concat(inputs)._head;

    /// <summary>A new list: these elements, then the other's.</summary>
    /// <param name="other">The other list.</param>
    /// <returns>The new list.</returns>
    public InputList<T> Concat(InputList<T> other) =>
        new(Output.Tuple(Value, other.Value).Apply(parts => parts.Item1.AddRange(parts.Item2)));

    /// <summary>The elements, once known; none while the list is unknown.</summary>
    /// <param name="cancellationToken">Not observed.</param>
    /// <returns>The elements.</returns>
    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var value in await Value.GetValueAsync(whenUnknown: []))
        {
            yield return value;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException($"{GetType().FullName} cannot be enumerated synchronously; use {nameof(GetAsyncEnumerator)}");

    internal InputList<T> Clone() => new(Value);

    private static InputList<T> Of(IEnumerable<Input<T>> values) => new(Output.All(values));
}

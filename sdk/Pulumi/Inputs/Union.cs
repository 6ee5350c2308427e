namespace Pulumi;

/// <summary>A value of one of two types.</summary>
/// <typeparam name="T0">The first type.</typeparam>
/// <typeparam name="T1">The second type.</typeparam>
public readonly struct Union<T0, T1> : IEquatable<Union<T0, T1>>, IUnion
{
    private readonly T0? _first;
    private readonly T1? _second;
    private readonly bool _isSecond;

    private Union(T0? first, T1? second, bool isSecond) => (_first, _second, _isSecond) = (first, second, isSecond);

    /// <summary>Whether the value is of the first type.</summary>
    public bool IsT0 => !_isSecond;

    /// <summary>Whether the value is of the second type.</summary>
    public bool IsT1 => _isSecond;

    /// <summary>The value of the first type.</summary>
    /// <exception cref="InvalidOperationException">The value is of the second type.</exception>
    public T0 AsT0 => _isSecond ? throw new InvalidOperationException($"the value is a {typeof(T1).Name}, not a {typeof(T0).Name}") : _first!;

    /// <summary>The value of the second type.</summary>
    /// <exception cref="InvalidOperationException">The value is of the first type.</exception>
    public T1 AsT1 => _isSecond ? _second! : throw new InvalidOperationException($"the value is a {typeof(T0).Name}, not a {typeof(T1).Name}");

    /// <summary>The value, whichever type it has.</summary>
    public object Value => (_isSecond ? _second : _first)!;

    /// <summary>Takes a value of the first type.</summary>
    /// <param name="t">The value.</param>
    public static implicit operator Union<T0, T1>(T0 t) => FromT0(t);

    /// <summary>Takes a value of the second type.</summary>
    /// <param name="t">The value.</param>
    public static implicit operator Union<T0, T1>(T1 t) => FromT1(t);

    /// <summary>Whether two unions hold equal values of the same of the two types.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they do.</returns>
    public static bool operator ==(Union<T0, T1> left, Union<T0, T1> right) => left.Equals(right);

    /// <summary>The opposite of equality.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they differ.</returns>
    public static bool operator !=(Union<T0, T1> left, Union<T0, T1> right) => !left.Equals(right);

    /// <summary>Takes a value of the first type.</summary>
    /// <param name="input">The value.</param>
    /// <returns>The union.</returns>
    public static Union<T0, T1> FromT0(T0 input) => new(input, default, isSecond: false);

    /// <summary>Takes a value of the second type.</summary>
    /// <param name="input">The value.</param>
    /// <returns>The union.</returns>
    public static Union<T0, T1> FromT1(T1 input) => new(default, input, isSecond: true);

    /// <summary>Handles either case.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="f0">Handles the first type.</param>
    /// <param name="f1">Handles the second type.</param>
    /// <returns>What the chosen function returns.</returns>
    public TResult Match<TResult>(Func<T0, TResult> f0, Func<T1, TResult> f1) => _isSecond ? f1(_second!) : f0(_first!);

    /// <inheritdoc/>
    public bool Equals(Union<T0, T1> other) => _isSecond == other._isSecond && Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Union<T0, T1> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_isSecond, Value);

    /// <inheritdoc/>
    public override string ToString() => $"{(_isSecond ? typeof(T1) : typeof(T0)).FullName}: {Value}";
}

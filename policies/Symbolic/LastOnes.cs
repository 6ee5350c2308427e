using System.Diagnostics.CodeAnalysis;

namespace Policies.Symbolic;

/// <summary>
/// What was made last, by what it was made for: proofs go from one neighbour to the next and ask for the same again soon or never, and all that a large fleet
/// asks for would fill the memory. For one thread.
/// </summary>
/// <param name="most">How many are kept: one more, and all are let go.</param>
/// <param name="comparer">Which keys are the same; null for those that are equal.</param>
internal sealed class LastOnes<TKey, TValue>(int most, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _kept = new(comparer);

    /// <summary>What was made for a key, where it is still there.</summary>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _kept.TryGetValue(key, out value);

    /// <summary>Keeps what was made for a key, which has none.</summary>
    /// <returns>The same.</returns>
    public TValue Keep(TKey key, TValue value)
    {
        if (_kept.Count >= most)
        {
            _kept.Clear();
        }

        _kept.Add(key, value);
        return value;
    }
}

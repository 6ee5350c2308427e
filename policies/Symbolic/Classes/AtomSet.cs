using System.Numerics;

namespace Policies.Symbolic.Classes;

/// <summary>A set of atoms of one dimension, as bits. Sets of the same dimension only are compared and combined.</summary>
internal readonly struct AtomSet : IEquatable<AtomSet>
{
    private const int Bits = 64;

    // The first word stands beside the others because nearly every dimension has fewer than 64 atoms, and then nothing is allocated.
    private readonly ulong _first;
    private readonly ulong[]? _rest;

    private AtomSet(ulong first, ulong[]? rest)
    {
        _first = first;
        _rest = rest;
    }

    /// <summary>No atom.</summary>
    public static AtomSet Empty => default;

    /// <summary>Whether it has no atom.</summary>
    public bool IsEmpty => _first == 0 && (_rest is null || Array.TrueForAll(_rest, word => word == 0));

    /// <summary>How many atoms it has.</summary>
    public int Count => BitOperations.PopCount(_first) + (_rest?.Sum(BitOperations.PopCount) ?? 0);

    /// <summary>The atoms 0 to <paramref name="count"/> - 1.</summary>
    public static AtomSet All(int count)
    {
        var rest = count > Bits ? new ulong[(count - 1) / Bits] : null;
        for (var word = 0; word < rest?.Length; word++)
        {
            rest[word] = Ones(count - ((word + 1) * Bits));
        }

        return new AtomSet(Ones(count), rest);
    }

    /// <summary>One atom of a dimension that has <paramref name="count"/>.</summary>
    public static AtomSet Single(int atom, int count) => Of([atom], count);

    /// <summary>Some atoms of a dimension that has <paramref name="count"/>.</summary>
    public static AtomSet Of(IEnumerable<int> atoms, int count)
    {
        var first = 0UL;
        var rest = count > Bits ? new ulong[(count - 1) / Bits] : null;
        foreach (var atom in atoms)
        {
            if (atom < Bits)
            {
                first |= 1UL << atom;
            }
            else
            {
                rest![(atom / Bits) - 1] |= 1UL << (atom % Bits);
            }
        }

        return new AtomSet(first, rest);
    }

    /// <summary>Whether the atom is in the set.</summary>
    public bool Contains(int atom) =>
        ((atom < Bits ? _first : _rest is null ? 0 : _rest[(atom / Bits) - 1]) >> (atom % Bits) & 1) != 0;

    /// <summary>The atoms of either.</summary>
    public AtomSet Union(AtomSet other) => Combine(other, (left, right) => left | right);

    /// <summary>The atoms of both.</summary>
    public AtomSet Intersect(AtomSet other) => Combine(other, (left, right) => left & right);

    /// <summary>The atoms of this set that the other does not have.</summary>
    public AtomSet Except(AtomSet other) => Combine(other, (left, right) => left & ~right);

    /// <summary>The same atoms in a dimension of <paramref name="count"/> where each has a number higher by <paramref name="by"/>.</summary>
    public AtomSet Shifted(int by, int count) => by == 0 ? this : Of(Atoms().Select(atom => atom + by), count);

    /// <summary>The atoms, ascending.</summary>
    public IEnumerable<int> Atoms()
    {
        for (var word = 0; word <= (_rest?.Length ?? 0); word++)
        {
            for (var left = word == 0 ? _first : _rest![word - 1]; left != 0; left &= left - 1)
            {
                yield return (word * Bits) + BitOperations.TrailingZeroCount(left);
            }
        }
    }

    /// <inheritdoc/>
    public bool Equals(AtomSet other) => _first == other._first && (_rest ?? []).AsSpan().SequenceEqual(other._rest ?? []);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AtomSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = _first.GetHashCode();
        foreach (var word in _rest ?? [])
        {
            hash = HashCode.Combine(hash, word);
        }

        return hash;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{{{string.Join(", ", Atoms())}}}";

    private static ulong Ones(int count) => count >= Bits ? ulong.MaxValue : (1UL << count) - 1;

    private AtomSet Combine(AtomSet other, Func<ulong, ulong, ulong> combine)
    {
        var words = Math.Max(_rest?.Length ?? 0, other._rest?.Length ?? 0);
        var rest = words == 0 ? null : new ulong[words];
        for (var word = 0; word < words; word++)
        {
            rest![word] = combine(Word(_rest, word), Word(other._rest, word));
        }

        return new AtomSet(combine(_first, other._first), rest);

        static ulong Word(ulong[]? words, int index) => index < words?.Length ? words[index] : 0;
    }
}

namespace Policies.Network;

/// <summary>A set of IP addresses, as the fewest ranges in ascending order, IPv4 before IPv6.</summary>
public sealed class AddressSet : IEquatable<AddressSet>
{
    private readonly AddressRange[] _ranges;

    private AddressSet(AddressRange[] ranges) => _ranges = ranges;

    /// <summary>No address.</summary>
    public static AddressSet Empty { get; } = new([]);

    /// <summary>Every address of both families.</summary>
    public static AddressSet All { get; } = new([AddressRange.Version4, AddressRange.Version6]);

    /// <summary>The ranges: disjoint, not adjacent, in ascending order.</summary>
    public IReadOnlyList<AddressRange> Ranges => _ranges;

    /// <summary>Whether there is no address in the set.</summary>
    public bool IsEmpty => _ranges.Length == 0;

    /// <summary>The addresses of any of the ranges, which may overlap.</summary>
    public static AddressSet Of(params IEnumerable<AddressRange> ranges)
    {
        var merged = new List<AddressRange>();
        foreach (var range in ranges.OrderBy(range => range.IsVersion6).ThenBy(range => range.First))
        {
            if (merged is [.., var last] && last.IsVersion6 == range.IsVersion6 && (range.First <= last.Last || range.First == last.Last.Next))
            {
                merged[^1] = last with { Last = AddressNumber.Max(last.Last, range.Last) };
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged.Count == 0 ? Empty : new AddressSet([.. merged]);
    }

    /// <summary>The addresses of either set.</summary>
    public AddressSet Union(AddressSet other) => IsEmpty ? other : other.IsEmpty ? this : Of(_ranges.Concat(other._ranges));

    /// <summary>The addresses of both sets.</summary>
    public AddressSet Intersect(AddressSet other) => Of(
        from one in _ranges
        from two in other._ranges
        where one.Overlaps(two)
        select new AddressRange(one.IsVersion6, AddressNumber.Max(one.First, two.First), AddressNumber.Min(one.Last, two.Last)));

    /// <summary>The addresses of this set that are not in the other.</summary>
    public AddressSet Except(AddressSet other) => Intersect(other.Complement());

    /// <summary>The addresses that are not in the set.</summary>
    public AddressSet Complement() => new([.. Gaps(AddressRange.Version4), .. Gaps(AddressRange.Version6)]);

    /// <summary>Whether every address of the range is in the set.</summary>
    public bool Contains(AddressRange range) => Array.Exists(_ranges, own => own.Contains(range));

    /// <summary>Whether the sets have an address in common.</summary>
    public bool Overlaps(AddressSet other) => Array.Exists(_ranges, own => Array.Exists(other._ranges, own.Overlaps));

    /// <summary>Whether every address of the other set is in this one.</summary>
    public bool Contains(AddressSet other) => Array.TrueForAll(other._ranges, Contains);

    /// <inheritdoc/>
    public bool Equals(AddressSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AddressSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _ranges.Aggregate(_ranges.Length, HashCode.Combine);

    /// <summary>The ranges, with commas between them.</summary>
    public override string ToString() => string.Join(", ", _ranges);

    private IEnumerable<AddressRange> Gaps(AddressRange family)
    {
        var next = family.First;
        foreach (var range in _ranges.Where(range => range.IsVersion6 == family.IsVersion6))
        {
            if (range.First > next)
            {
                yield return family with { First = next, Last = range.First.Previous };
            }

            if (range.Last == family.Last)
            {
                yield break;
            }

            next = range.Last.Next;
        }

        yield return family with { First = next };
    }
}

namespace Policies.Symbolic.Classes;

/// <summary>
/// A part of a clause: where the clause only asks for values of lists, one combination of them. Two unions of the same parts are the same set, which is
/// found so without splitting anything. (<see cref="ClauseKeys"/> are the same parts as texts.)
/// </summary>
internal readonly struct ClausePart : IEquatable<ClausePart>
{
    private const int Most = 10_000;

    private readonly ClauseTests _tests;
    private readonly int _combination;
    private readonly int _hash;

    private ClausePart(ClauseTests tests, int combination)
    {
        (_tests, _combination) = (tests, combination);
        foreach (var (key, conditions) in tests.Entries)
        {
            // The order in which dimensions are asked is of no meaning, so they are added up.
            var listed = Listed(conditions);
            var pattern = listed is null ? null : listed[combination % listed.Count];
            combination /= listed?.Count ?? 1;
            _hash = unchecked(_hash + ((((int)key.Kind * 31) + (pattern?.Key.GetHashCode(StringComparison.Ordinal) ?? 0)) * 17));
        }
    }

    /// <summary>Adds the parts of a clause to a set, unless they are too many to be looked at one by one.</summary>
    /// <returns>Whether they have been added.</returns>
    public static bool TryAddTo(HashSet<ClausePart> parts, IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> clause)
    {
        var tests = ClauseTests.Of(clause);
        var count = 1L;
        foreach (var (_, conditions) in tests.Entries)
        {
            count *= Listed(conditions)?.Count ?? 1;
            if (count > Most)
            {
                return false;
            }
        }

        for (var combination = 0; combination < count; combination++)
        {
            parts.Add(new ClausePart(tests, combination));
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ClausePart other)
    {
        if (_hash != other._hash || _tests.Count != other._tests.Count)
        {
            return false;
        }

        var left = _combination;
        foreach (var (key, conditions) in _tests.Entries)
        {
            if (!other.Asks(key, conditions, ref left))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ClausePart other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>Whether this part asks the same of a dimension as another one, whose combination says which value of the list it asks for.</summary>
    private bool Asks(DimensionKey key, IReadOnlyList<Test> conditions, ref int combination)
    {
        var listed = Listed(conditions);
        var wanted = listed?[combination % listed.Count];
        combination /= listed?.Count ?? 1;
        var left = _combination;
        foreach (var (ownKey, own) in _tests.Entries)
        {
            var ownListed = Listed(own);
            if (ownKey == key)
            {
                return wanted is null || ownListed is null
                    ? wanted is null && ownListed is null && AreAlike(own, conditions)
                    : ownListed[left % ownListed.Count].Key == wanted.Key;
            }

            left /= ownListed?.Count ?? 1;
        }

        return false;
    }

    private static bool AreAlike(IReadOnlyList<Test> left, IReadOnlyList<Test> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var index = 0; index < left.Count; index++)
        {
            if (left[index].IsNegated != right[index].IsNegated
                || !left[index].Any.Select(pattern => pattern.Key).SequenceEqual(right[index].Any.Select(pattern => pattern.Key)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The values of which a dimension asks for one; null where it asks for something else, which is one part as a whole.</summary>
    private static IReadOnlyList<Pattern>? Listed(IReadOnlyList<Test> conditions) => conditions is [{ IsNegated: false, Any: var values }] ? values : null;
}

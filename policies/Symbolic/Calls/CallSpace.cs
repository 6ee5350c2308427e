using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Calls;

/// <summary>All calls to one port, split in the dimensions in which some clauses differ.</summary>
internal sealed class CallSpace
{
    private static readonly DimensionKey TokenKey = new(DimensionKind.RequestPrincipal);

    private readonly CallUniverse _universe;

    private CallSpace(CallUniverse universe, IReadOnlyList<Dimension> dimensions, IReadOnlyList<Clause> clauses, IReadOnlyList<int> numbers)
    {
        _universe = universe;
        Dimensions = dimensions;
        Clauses = clauses;
        Numbers = numbers;
    }

    /// <summary>The dimensions.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>The clauses in these dimensions. One that asks for a value of a claim became one for every kind of value.</summary>
    private IReadOnlyList<Clause> Clauses { get; }

    /// <summary>The number that each clause had in the set.</summary>
    private IReadOnlyList<int> Numbers { get; }

    /// <summary>Splits the calls of a universe so that each clause of the set is constant on every part.</summary>
    public static CallSpace Of(ClauseSet set, CallUniverse universe, PartitionCache cache)
    {
        var dimensions = new List<Dimension>();
        var kinds = new Dictionary<DimensionKey, IReadOnlyDictionary<Pattern, IReadOnlyList<ClaimDimension>>>();
        foreach (var (key, patterns) in set.Patterns())
        {
            if (key.Kind != DimensionKind.Claim)
            {
                dimensions.Add(CallDimensions.Of(key, patterns, universe, cache));
                continue;
            }

            if (kinds.Count == 0 && !dimensions.Exists(dimension => dimension.Key == TokenKey))
            {
                dimensions.Add(CallDimensions.Of(TokenKey, [], universe, cache));
            }

            // Audiences that an issuer requires are told apart from others too, so that a witness can have one.
            var required = key.Name == "[aud]" ? universe.Issuers.SelectMany(issuer => issuer.Audiences).Select(TextPattern.Exact) : [];
            var claims = CallDimensions.Claims(key, [.. patterns.Concat(required).Distinct()], cache);
            dimensions.AddRange(claims.Dimensions);
            kinds.Add(key, claims.Kinds);
        }

        var (clauses, numbers) = ClaimClauses.Of(set.Clauses, kinds);
        return new CallSpace(universe, dimensions, clauses, numbers);
    }

    /// <summary>The classes of calls that can be made.</summary>
    /// <param name="judge">What is known of the calls that are in exactly the clauses with these numbers, ascending.</param>
    public IEnumerable<CallClass<T>> Classes<T>(Func<IReadOnlyList<int>, T> judge)
        where T : notnull =>
        ClassTree<T>.Classes(Dimensions, Clauses, active => judge(NumbersOf(active))).Where(found => Witness(found.Atoms) is not null);

    /// <summary>A call of a class; null where none can be made, since what the class asks for excludes itself.</summary>
    public CallWitness? Witness(IReadOnlyList<AtomSet> atoms) => new WitnessSearch(_universe, Dimensions, atoms).Find();

    /// <summary>Whether a class has calls of an identity, or of callers without one. Identities that are not accepted are in none.</summary>
    public bool IncludesPrincipal(IReadOnlyList<AtomSet> atoms, string? principal)
    {
        for (var index = 0; index < Dimensions.Count; index++)
        {
            if (Dimensions[index] is TextDimension { Key.Kind: DimensionKind.Principal } dimension)
            {
                return dimension.AtomOf(principal) is >= 0 and var atom && atoms[index].Contains(atom);
            }
        }

        return _universe.Takes(principal);
    }

    /// <summary>
    /// Whether a call is in a class. A part of the call that is null and cannot be absent may be anything. A call whose identity or token is refused is in none.
    /// </summary>
    public bool Includes(IReadOnlyList<AtomSet> atoms, CallWitness call)
    {
        if (!_universe.Takes(call.Token) || !_universe.Takes(call.Principal))
        {
            return false;
        }

        for (var index = 0; index < Dimensions.Count; index++)
        {
            if (CallAtoms.Of(Dimensions[index], call) is { } atom && (atom < 0 || !atoms[index].Contains(atom)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A class in words, by the dimensions in which it is not everything.</summary>
    public IReadOnlyDictionary<string, string> Describe(IReadOnlyList<AtomSet> atoms)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < Dimensions.Count; index++)
        {
            var dimension = Dimensions[index];
            if (!atoms[index].Equals(dimension.All))
            {
                words[dimension.Name] = AtomText.Of(dimension, atoms[index], PatternsOf(dimension));
            }
        }

        return words;
    }

    /// <summary>The patterns of a dimension as words; the absent value has one as well.</summary>
    private List<(AtomSet Atoms, string Text)> PatternsOf(Dimension dimension)
    {
        var patterns = Clauses
            .SelectMany(clause => clause.Tests.GetValueOrDefault(dimension.Key, []))
            .SelectMany(test => test.Any)
            .Distinct()
            .Select(pattern => (dimension.Matching(pattern), pattern.ToString()))
            .ToList();
        if (dimension.Witness(0) is null)
        {
            patterns.Add((AtomSet.Single(0, dimension.Count), "none"));
        }

        return patterns;
    }

    private int[] NumbersOf(IReadOnlyList<int> active) => [.. active.Select(clause => Numbers[clause]).Distinct()];
}

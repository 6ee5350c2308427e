using System.Diagnostics;
using Policies.Symbolic.Addresses;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Calls;

/// <summary>Makes the dimensions in which clauses over calls differ.</summary>
internal static class CallDimensions
{
    /// <summary>The dimension of everything but claims, which <see cref="Claims"/> splits further.</summary>
    public static Dimension Of(DimensionKey key, IReadOnlyList<Pattern> patterns, CallUniverse universe, PartitionCache cache)
    {
        return key.Kind switch
        {
            DimensionKind.Principal => new TextDimension(key, Text(universe.Principals), mayBeAbsent: true),
            DimensionKind.SourceAddress or DimensionKind.RemoteAddress => new AddressDimension(key, cache.Of(patterns.Cast<AddressBlock>())),
            DimensionKind.ServerName => new TextDimension(key, Text(TextUniverse.Hosts), mayBeAbsent: true),
            DimensionKind.Method => new TextDimension(key, Text(TextUniverse.Methods), mayBeAbsent: false),
            DimensionKind.Path => new TextDimension(key, Text(universe.Paths(HasPercents(patterns))), mayBeAbsent: false),
            DimensionKind.Host => new TextDimension(key, Text(TextUniverse.Hosts), mayBeAbsent: false),
            DimensionKind.HostLetters => new TextDimension(key, Text(HostLetters.Universe), mayBeAbsent: false),
            DimensionKind.Header => new TextDimension(key, Text(TextUniverse.Texts), mayBeAbsent: true),
            DimensionKind.RequestPrincipal => Token([.. patterns.Cast<TokenPattern>()], universe, cache),
            _ => throw new UnreachableException(),
        };

        TextPartition Text(TextUniverse texts) => cache.Of(texts, patterns.Cast<TextPattern>());
    }

    /// <summary>The kinds of values of a claim: a dimension each.</summary>
    /// <returns>The dimensions, and for every pattern those that it takes.</returns>
    public static (IReadOnlyList<ClaimDimension> Dimensions, IReadOnlyDictionary<Pattern, IReadOnlyList<ClaimDimension>> Kinds) Claims(
        DimensionKey key, IReadOnlyList<Pattern> patterns, PartitionCache cache)
    {
        var partition = cache.Of(TextUniverse.Texts, patterns.Cast<TextPattern>());
        ClaimDimension[] all =
        [
            .. partition.Witnesses.Select((_, atom) => new ClaimDimension(key with { Name = $"{key.Name}#{atom}" }, key.Name, partition, atom)),
        ];
        var kinds = patterns.ToDictionary(
            pattern => pattern,
            pattern => (IReadOnlyList<ClaimDimension>)[.. partition.Matching((TextPattern)pattern).Atoms().Select(atom => all[atom])]);
        return ([.. all.Where(dimension => kinds.Values.Any(some => some.Contains(dimension)))], kinds);
    }

    private static TokenDimension Token(IReadOnlyList<TokenPattern> patterns, CallUniverse universe, PartitionCache cache) => new(
        universe.IssuerNames is { } issuers ? cache.Of(issuers, patterns.Select(pattern => pattern.Issuer).OfType<TextPattern>()) : null,
        cache.Of(TextUniverse.Texts, patterns.Select(pattern => pattern.Subject).OfType<TextPattern>()));

    private static bool HasPercents(IReadOnlyList<Pattern> patterns) =>
        patterns.Any(pattern => pattern.Key.Contains('%', StringComparison.Ordinal));
}

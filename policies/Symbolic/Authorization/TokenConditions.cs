using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Authorization;

/// <summary>What is left of conditions on tokens where no RequestAuthentication reads any: then no request has one.</summary>
internal static class TokenConditions
{
    /// <summary>The clauses without conditions on tokens: those that ask for one are gone, the others no longer mention them.</summary>
    public static IReadOnlyList<RuleClause> WithoutTokens(IReadOnlyList<RuleClause> clauses) =>
        clauses.Any(clause => clause.Tests.Keys.Any(IsOnTokens))
            ?
            [
                .. clauses
                    .Where(clause => clause.Tests.All(tests => !IsOnTokens(tests.Key) || tests.Value.All(test => test.IsNegated)))
                    .Select(clause => clause with { Tests = clause.Tests.Where(tests => !IsOnTokens(tests.Key)).ToDictionary() }),
            ]
            : clauses;

    private static bool IsOnTokens(DimensionKey key) => key.Kind is DimensionKind.RequestPrincipal or DimensionKind.Claim;
}

using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Intent;

/// <summary>Intended calls as sets of calls to a port.</summary>
internal static class IntendedClauses
{
    /// <summary>The sets, one for each intended call.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="isHttp">Whether the port's proxy sees requests; otherwise methods and paths have no meaning.</param>
    /// <param name="known">What calls ask for again and again.</param>
    public static IReadOnlyList<RuleClause> Of(IReadOnlyList<IntendedCall> calls, bool isHttp, KnownConditions known) =>
        [.. calls.Select(call => Clause(call, isHttp, known))];

    private static RuleClause Clause(IntendedCall call, bool isHttp, KnownConditions known)
    {
        var clause = new ClauseBuilder();
        if (call.From is IntendedCaller.Identity identity)
        {
            clause.Require(known.Identity(identity.SpiffeId));
        }

        if (call.From is IntendedCaller.NoIdentity)
        {
            clause.Require(new DimensionKey(DimensionKind.Principal), isNegated: true, [TextPattern.NonEmpty]);
        }

        if (isHttp && call.Methods.Count > 0)
        {
            clause.Require(new DimensionKey(DimensionKind.Method), isNegated: false, known.Texts(call.Methods));
        }

        if (isHttp && call.Hosts.Count > 0)
        {
            clause.Require(new DimensionKey(DimensionKind.Host), isNegated: false, [.. call.Hosts.Select(TextPattern.Istio)]);
        }

        if (isHttp && call.Paths.Count > 0)
        {
            clause.Require(new DimensionKey(DimensionKind.Path), isNegated: false, known.Paths(call.Paths));
        }

        return clause.Build();
    }
}

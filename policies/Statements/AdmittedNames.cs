using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Statements;

/// <summary>
/// The names that a closed port lets in, where all its ALLOW rules list them, as they mostly do. Whatever else such a port is told, it refuses all
/// others, so that a statement which none of the listed names breaks holds there without a look at the classes of calls.
/// </summary>
internal static class AdmittedNames
{
    private static readonly DimensionKey Principal = new(DimensionKind.Principal);

    /// <summary>Whether everybody whom a port may let in has a name of which something is true.</summary>
    public static bool AreAll(PortPolicy policy, Func<string, bool> isTrue)
    {
        if (policy is not { IsClosed: true, Open: null, Unknown: null })
        {
            return false;
        }

        foreach (var rule in policy.Rules)
        {
            if (rule.Action == RuleAction.Allow && !rule.Clauses.All(clause => AreAll(clause, isTrue)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreAll(RuleClause clause, Func<string, bool> isTrue)
    {
        if (!clause.Tests.TryGetValue(Principal, out var tests)
            || tests.FirstOrDefault(test => !test.IsNegated && test.Any.All(pattern => pattern is TextPattern { Literal: not null })) is not { Any: var listed })
        {
            return false;
        }

        foreach (var pattern in listed)
        {
            var name = ((TextPattern)pattern).Literal!;
            if (!isTrue(name) && NameSet.Satisfies(name, tests))
            {
                return false;
            }
        }

        return true;
    }
}

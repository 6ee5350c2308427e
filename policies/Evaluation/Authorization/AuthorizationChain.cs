namespace Policies.Evaluation.Authorization;

/// <summary>What a server's proxy asks of a request, in this order: CUSTOM, DENY, ALLOW.</summary>
internal sealed record AuthorizationChain
{
    /// <summary>Rules that ask a provider.</summary>
    internal required CompiledRule[] Custom { get; init; }

    /// <summary>Rules that deny.</summary>
    internal required CompiledRule[] Deny { get; init; }

    /// <summary>Rules that allow.</summary>
    internal required CompiledRule[] Allow { get; init; }

    /// <summary>The answer when no rule decides: allowed without ALLOW policies, denied with them.</summary>
    internal required LayerAnswer Otherwise { get; init; }

    /// <summary>The chain for one connection, without the rules that cannot match on it.</summary>
    internal AuthorizationChain Bind(Connection connection) => this with
    {
        Custom = Bind(Custom, connection),
        Deny = Bind(Deny, connection),
        Allow = Bind(Allow, connection),
    };

    /// <summary>Which answer decides.</summary>
    internal LayerAnswer Decide(in RequestView request)
    {
        LayerAnswer? open = null;
        foreach (var rule in Deny)
        {
            var truth = rule.Matcher.Matches(request);
            if (truth is Truth.Yes)
            {
                return rule.Answer;
            }

            open ??= truth is Truth.Unknown ? rule.Answer.AsOpen() : null;
        }

        LayerAnswer? allowed = null;
        LayerAnswer? perhaps = null;
        foreach (var rule in Allow)
        {
            var truth = rule.Matcher.Matches(request);
            if (truth is Truth.Yes)
            {
                // One that surely allows is enough, whatever the ones before may do.
                allowed = rule.Answer;
                break;
            }

            perhaps ??= truth is Truth.Unknown ? rule.Answer.AsOpen() : null;
        }

        allowed ??= perhaps ?? Otherwise;
        return allowed.Allow == false ? allowed : Asked(request) ?? open ?? allowed;
    }

    private LayerAnswer? Asked(in RequestView request)
    {
        foreach (var rule in Custom)
        {
            if (rule.Matcher.Matches(request) is not Truth.No)
            {
                return rule.Answer;
            }
        }

        return null;
    }

    private static CompiledRule[] Bind(CompiledRule[] rules, Connection connection) =>
        [.. rules.Select(rule => rule.Bind(connection)).Where(rule => !ReferenceEquals(rule.Matcher, Matcher.Never))];
}

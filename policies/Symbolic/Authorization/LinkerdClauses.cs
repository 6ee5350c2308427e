using Manifests.Linkerd.Policy.V1Beta3;
using Policies.Linkerd;
using Policies.Symbolic.Addresses;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Authorization;

/// <summary>Translates Linkerd's authorizations and routes into sets of calls.</summary>
internal static class LinkerdClauses
{
    /// <summary>Whom an authorization lets in; null for nobody.</summary>
    public static RuleClause? Of(LinkerdAuthorization authorization)
    {
        if (authorization.Identities is { Count: 0 } || authorization.Networks is { IsEmpty: true })
        {
            return null;
        }

        var clause = new ClauseBuilder();
        if (authorization.Identities is { } identities)
        {
            clause.Require(new DimensionKey(DimensionKind.Principal), isNegated: false, [.. identities.Select(LinkerdPatterns.Identity)]);
        }

        if (authorization.Networks is { } networks)
        {
            clause.Require(new DimensionKey(DimensionKind.SourceAddress), isNegated: false, [.. AddressBlocks.Of(networks)]);
        }

        return clause.Build();
    }

    /// <summary>The requests of a route as its matches, each for each of its hostnames, with what decides which of several comes first: the greatest.</summary>
    public static IEnumerable<(LinkerdRouteRank Rank, RuleClause Match)> Of(LinkerdRoute route) =>
        from hostname in route.Spec.Hostnames is { Count: > 0 } names ? names : [""]
        from match in (route.Spec.Rules ?? []).SelectMany(rule => rule.Matches is { Count: > 0 } matches ? matches : [new HTTPRouteMatch()])
        select (LinkerdRouteRank.Of(hostname, match), Clause(hostname, match));

    private static RuleClause Clause(string hostname, HTTPRouteMatch match)
    {
        var clause = new ClauseBuilder();
        if (hostname.Length > 0)
        {
            clause.Require(new DimensionKey(DimensionKind.Host), isNegated: false, [LinkerdPatterns.Host(hostname)]);
        }

        if (match.Method is { } method)
        {
            clause.Require(new DimensionKey(DimensionKind.Method), isNegated: false, [TextPattern.Exact(method.ToString().ToUpperInvariant())]);
        }

        if (match.Path is { } path)
        {
            AddPath(clause, path);
        }

        foreach (var header in match.Headers ?? [])
        {
            AddHeader(clause, header);
        }

        if (match.QueryParams is { Count: > 0 })
        {
            clause.RequireUnknown("it asks for parameters of the query, which are not modelled");
        }

        return clause.Build();
    }

    private static void AddPath(ClauseBuilder clause, HTTPRouteMatchPath path)
    {
        var value = path.Value ?? "/";
        var pattern = path.Type switch
        {
            HTTPRouteMatchPathType.Exact => TextPattern.Exact(value),
            HTTPRouteMatchPathType.RegularExpression => RegexSteps.TryParse(value, out var steps) ? TextPattern.Of($"expression {value}", steps) : null,
            _ => LinkerdPatterns.PathPrefix(value),
        };
        if (pattern is null)
        {
            clause.RequireUnknown($"the regular expression {value} for its path is not modelled");
        }
        else
        {
            clause.Require(new DimensionKey(DimensionKind.Path), isNegated: false, [pattern]);
        }
    }

    private static void AddHeader(ClauseBuilder clause, HTTPRouteHeader header)
    {
        if (header.Type is not HTTPRouteHeaderType.RegularExpression)
        {
            clause.Require(new DimensionKey(DimensionKind.Header, header.Name.ToLowerInvariant()), isNegated: false, [TextPattern.Exact(header.Value)]);
        }
        else if (RegexSteps.TryParse(header.Value, out var steps))
        {
            clause.Require(
                new DimensionKey(DimensionKind.Header, header.Name.ToLowerInvariant()), isNegated: false, [TextPattern.Of($"expression {header.Value}", steps)]);
        }
        else
        {
            clause.RequireUnknown($"the regular expression {header.Value} for header {header.Name} is not modelled");
        }
    }
}

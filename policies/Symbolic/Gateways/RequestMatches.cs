using Manifests.Istio.Networking.V1;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Gateways;

/// <summary>Which requests a match of a VirtualService takes.</summary>
internal static class RequestMatches
{
    /// <summary>Adds a match to a clause.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="match">The match.</param>
    /// <param name="proxy">The workload whose proxy routes.</param>
    /// <param name="ports">The numbers that the port of its listener goes by.</param>
    public static void Add(ClauseBuilder clause, VirtualServiceHttpMatch match, Workload proxy, IReadOnlyList<int> ports)
    {
        clause.RequireConstant(match.Port is null || ports.Contains((int)match.Port.Value));
        clause.RequireConstant(match.SourceLabels.Matches(proxy.Labels));
        clause.RequireConstant(match.SourceNamespace is null || match.SourceNamespace == proxy.Namespace);
        if (match.Scheme is not null)
        {
            clause.RequireUnknown("it asks for the scheme, which is not modelled");
        }

        if (match.QueryParams is { Count: > 0 })
        {
            clause.RequireUnknown("it asks for parameters of the query, which are not modelled");
        }

        if (match is { IgnoreUriCase: true, Uri: not null })
        {
            clause.RequireUnknown("it compares the path without case, which is not modelled");
        }
        else
        {
            Require(clause, new DimensionKey(DimensionKind.Path), false, match.Uri?.Exact, match.Uri?.Prefix, match.Uri?.Regex);
        }

        Require(clause, new DimensionKey(DimensionKind.Method), false, match.Method?.Exact, match.Method?.Prefix, match.Method?.Regex);
        Require(clause, new DimensionKey(DimensionKind.Host), false, match.Authority?.Exact, match.Authority?.Prefix, match.Authority?.Regex);
        foreach (var (name, value) in match.Headers ?? [])
        {
            Header(clause, name, false, value.Exact, value.Prefix, value.Regex);
        }

        foreach (var (name, value) in match.WithoutHeaders ?? [])
        {
            Header(clause, name, true, value.Exact, value.Prefix, value.Regex);
        }
    }

    private static void Header(ClauseBuilder clause, string name, bool isNegated, string? exact, string? prefix, string? regex)
    {
        var key = new DimensionKey(DimensionKind.Header, name.ToLowerInvariant());
        if ((exact ?? prefix ?? regex) is null)
        {
            clause.Require(key, isNegated, [TextPattern.Anything]);
        }
        else
        {
            Require(clause, key, isNegated, exact, prefix, regex);
        }
    }

    private static void Require(ClauseBuilder clause, DimensionKey key, bool isNegated, string? exact, string? prefix, string? regex)
    {
        if (exact is not null)
        {
            clause.Require(key, isNegated, [TextPattern.Exact(exact)]);
        }
        else if (prefix is not null)
        {
            clause.Require(key, isNegated, [TextPattern.Prefix(prefix)]);
        }
        else if (regex is not null && RegexSteps.TryParse(regex, out var steps))
        {
            clause.Require(key, isNegated, [TextPattern.Of($"expression {regex}", steps)]);
        }
        else if (regex is not null)
        {
            clause.RequireUnknown($"the regular expression {regex} is not modelled");
        }
    }
}

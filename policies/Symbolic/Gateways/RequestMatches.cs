using Manifests.Istio.Networking.V1;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Gateways;

/// <summary>Which requests a match of a VirtualService takes.</summary>
internal static class RequestMatches
{
    private const string InCapitals = "it compares the authority as it is written, which is modelled in lower case only";

    private static readonly DimensionKey Host = new(DimensionKind.Host);

    /// <summary>The clauses of a match: two that have no request in common where it compares the authority, since requests that have it in capitals may be others to it.</summary>
    /// <param name="others">What is required besides.</param>
    /// <param name="match">The match, of which only the request counts.</param>
    public static IEnumerable<ClauseBuilder> Of(ClauseBuilder others, VirtualServiceHttpMatch match)
    {
        Add(others, match);
        if (match.Authority is not { } authority || (authority.Exact ?? authority.Prefix ?? authority.Regex) is not { } text)
        {
            return [others];
        }

        var capitals = others.Copy();
        Require(others, Host, false, authority.Exact, authority.Prefix, authority.Regex);
        if (authority.Regex is null && !text.Any(char.IsAsciiLetter))
        {
            return [others];
        }

        HostLetters.Require(others, HostLetters.LowerCase);
        if (authority.Exact is { } exact && !exact.Any(char.IsAsciiLetterUpper))
        {
            return [others];
        }

        // Virtual hosts take a name in any case, and a header match compares it as it is.
        HostLetters.Require(capitals, HostLetters.Capitals);
        Require(capitals, Host, false, authority.Exact?.ToLowerInvariant(), authority.Prefix?.ToLowerInvariant(), null);
        capitals.RequireUnknown(InCapitals);
        return [others, capitals];
    }

    private static void Add(ClauseBuilder clause, VirtualServiceHttpMatch match)
    {
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
        if ((exact ?? prefix ?? regex) is null or "*" && exact is null && prefix is null)
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

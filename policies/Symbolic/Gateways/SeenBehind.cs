using System.Net;
using Policies.Istio;
using Policies.Symbolic.Addresses;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Gateways;

/// <summary>
/// How a server behind a gateway sees the calls that come through it: the gateway is the caller, and what its route rewrites is rewritten. Conditions on what
/// is the same for all of them hold or do not; the others are conditions on the call that came to the gateway.
/// </summary>
internal sealed record SeenBehind
{
    /// <summary>The gateway's identity; null where it shows none there.</summary>
    public required string? Identity { get; init; }

    /// <summary>The gateway's address; null where it is not known.</summary>
    public required string? Address { get; init; }

    /// <summary>The name in the gateway's TLS; null in plain text.</summary>
    public required string? ServerName { get; init; }

    /// <summary>What the route rewrites.</summary>
    public RouteRewrite? Rewrite { get; init; }

    /// <summary>Whether the gateway reads requests, and so says whose they are.</summary>
    public required bool ReadsRequests { get; init; }

    /// <summary>Whether the server reads requests, and so who sent them.</summary>
    public required bool ArrivesAsRequest { get; init; }

    /// <summary>The server's policies as conditions on the calls that come to the gateway.</summary>
    public PortPolicy Of(PortPolicy policy) => policy with
    {
        // Whether the connection is taken has been asked.
        Transport = policy.Transport is null ? null : policy.Transport with { TakesPlaintext = true, TakesMutualTls = true },
        Rules = [.. policy.Rules.Select(rule => rule with { Clauses = [.. rule.Clauses.Select(Of).OfType<RuleClause>()] })],
        Routes = [.. policy.Routes.Select(route => (Route: route, Match: Of(route.Match))).Where(entry => entry.Match is not null).Select(entry => entry.Route with { Match = entry.Match! })],
    };

    /// <summary>A clause as a condition on the calls that come to the gateway; null where none meets it.</summary>
    public RuleClause? Of(RuleClause clause)
    {
        var seen = new ClauseBuilder();
        if (clause.Unknown is { } unknown)
        {
            seen.RequireUnknown(unknown);
        }

        foreach (var (key, tests) in clause.Tests)
        {
            Require(seen, key, tests);
        }

        return seen.IsImpossible ? null : seen.Build();
    }

    private void Require(ClauseBuilder seen, DimensionKey key, IReadOnlyList<Test> tests)
    {
        switch (key.Kind)
        {
            case DimensionKind.Principal:
                seen.RequireConstant(tests.All(test => Holds(test, Identity)));
                break;
            case DimensionKind.ServerName:
                seen.RequireConstant(tests.All(test => Holds(test, ServerName)));
                break;
            case DimensionKind.SourceAddress or DimensionKind.RemoteAddress when IsOwnAddress(key.Kind) && IPAddress.TryParse(Address, out var address):
                seen.RequireConstant(tests.All(test => test.Any.Any(block => ((AddressBlock)block).Contains(address)) != test.IsNegated));
                break;
            case DimensionKind.SourceAddress or DimensionKind.RemoteAddress when IsOwnAddress(key.Kind):
                seen.RequireUnknown("the address of the gateway is not known");
                break;
            case DimensionKind.RemoteAddress when !ReadsRequests:
                seen.RequireUnknown("the gateway does not say whose connection it passes on");
                break;
            case DimensionKind.RemoteAddress:
                // The gateway writes whose connection it was.
                Copy(seen, new DimensionKey(DimensionKind.SourceAddress), tests);
                break;
            case DimensionKind.Path when Rewrite is { Change.Path: not null, Path: { } path }:
                seen.RequireConstant(tests.All(test => Holds(test, path)));
                break;
            case DimensionKind.Path when Rewrite?.Change.Path is { } path:
                RequirePath(seen, key, tests, path);
                break;
            case DimensionKind.Host when Rewrite?.Change.Authority is { } host:
                seen.RequireConstant(tests.All(test => Holds(test, host)));
                break;
            case DimensionKind.Header when Rewrite?.Change.Headers.TryGetValue(key.Name ?? "", out var header) == true:
                RequireHeader(seen, key, tests, header);
                break;
            default:
                Copy(seen, key, tests);
                break;
        }
    }

    /// <summary>A prefix that becomes another one makes conditions on what is behind it conditions on what was.</summary>
    private static void RequirePath(ClauseBuilder seen, DimensionKey key, IReadOnlyList<Test> tests, PathChange path)
    {
        foreach (var test in tests)
        {
            if (path.Expression is not null || test.Any.Select(pattern => PrefixPatterns.Before((TextPattern)pattern, path)).ToList() is not { } before || before.Contains(null))
            {
                seen.RequireUnknown("the route rewrites the path, each request's to another one");
            }
            else if (before.SelectMany(patterns => patterns!).ToList() is { Count: > 0 } patterns)
            {
                seen.Require(key, test.IsNegated, patterns);
            }
            else
            {
                seen.RequireConstant(test.IsNegated);
            }
        }
    }

    private static void RequireHeader(ClauseBuilder seen, DimensionKey key, IReadOnlyList<Test> tests, HeaderChange header)
    {
        if (!header.KeepsOld)
        {
            seen.RequireConstant(tests.All(test => Holds(test, header.Value)));
        }
        else if (header.Value is null)
        {
            Copy(seen, key, tests);
        }
        else
        {
            seen.RequireUnknown($"the route adds to the header {key.Name}");
        }
    }

    /// <summary>Whether the gateway's own address is asked for: that of the connection, which is all that a server knows that reads no requests.</summary>
    private bool IsOwnAddress(DimensionKind kind) => kind is DimensionKind.SourceAddress || !ArrivesAsRequest;

    private static void Copy(ClauseBuilder seen, DimensionKey key, IReadOnlyList<Test> tests)
    {
        foreach (var test in tests)
        {
            seen.Require(key, test.IsNegated, test.Any);
        }
    }

    private static bool Holds(Test test, string? value) => (value is not null && test.Any.Any(pattern => TextMatch.Matches((TextPattern)pattern, value))) != test.IsNegated;
}

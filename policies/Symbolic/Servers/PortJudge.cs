using Policies.Evaluation;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Servers;

/// <summary>Decides classes of calls by the clauses that they are in: transport, trust, DENY, the external authorizer, ALLOW.</summary>
internal sealed class PortJudge
{
    /// <summary>The calls that come with an identity.</summary>
    public static readonly IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> Identified = new Dictionary<DimensionKey, IReadOnlyList<Test>>
    {
        [new DimensionKey(DimensionKind.Principal)] = [new Test(IsNegated: false, [TextPattern.NonEmpty])],
    };

    private static readonly PortVerdict Untrusted = new()
    {
        Effect = AccessEffect.Denied,
        DeniedBy = Layer.Trust,
        Reason = "the client's trust domain is not accepted",
    };

    private static readonly PortVerdict UnknownIssuer = new()
    {
        Effect = AccessEffect.Denied,
        DeniedBy = Layer.Authorization,
        Reason = "no RequestAuthentication takes tokens of the issuer",
    };

    private readonly PortPolicy _policy;
    private static readonly PortVerdict NoRoute = new()
    {
        Effect = AccessEffect.Denied,
        DeniedBy = Layer.Authorization,
        Reason = "no route of the port matches, which is answered with 404",
    };

    private readonly Dictionary<int, (PortRule Rule, RuleClause Clause)> _clauses = [];
    private readonly List<(int Number, PortRoute Route)> _routes = [];
    private readonly int? _identified;
    private readonly int? _trusted;
    private readonly int? _withToken;
    private readonly int? _withKnownToken;
    private readonly PortVerdict? _open;
    private readonly PortVerdict _allowed;
    private readonly PortVerdict _nothingMatches;

    /// <summary>Adds a policy's clauses to a set.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="set">The set.</param>
    /// <param name="checksTrust">Whether calls can come from trust domains, and with tokens, that the policy's server does not accept.</param>
    public PortJudge(PortPolicy policy, ClauseSet set, bool checksTrust)
    {
        _policy = policy;
        if (policy.Transport is { } transport && (checksTrust || !transport.TakesPlaintext || !transport.TakesMutualTls))
        {
            _identified = set.Add(Identified);
        }

        if (checksTrust && policy is { Transport: not null, Universe.TrustDomains: { } accepted })
        {
            _trusted = set.Add(new Dictionary<DimensionKey, IReadOnlyList<Test>>
            {
                [new DimensionKey(DimensionKind.Principal)] =
                    [new Test(IsNegated: false, [.. accepted.Select(domain => TextPattern.Prefix($"spiffe://{domain}/"))])],
            });
        }

        if (checksTrust && policy.Universe.Issuers.Count > 0)
        {
            var token = new DimensionKey(DimensionKind.RequestPrincipal);
            _withToken = set.Add(new Dictionary<DimensionKey, IReadOnlyList<Test>> { [token] = [new Test(IsNegated: false, [TokenPattern.Anything])] });
            _withKnownToken = set.Add(new Dictionary<DimensionKey, IReadOnlyList<Test>>
            {
                [token] = [new Test(IsNegated: false, [.. policy.Universe.Issuers.Select(issuer => TokenPattern.ByIssuer(TextPattern.Exact(issuer.Name)))])],
            });
        }

        foreach (var rule in policy.Rules)
        {
            foreach (var clause in rule.Clauses)
            {
                _clauses.Add(set.Add(clause.Tests), (rule, clause));
            }
        }

        foreach (var route in policy.Routes)
        {
            _routes.Add((set.Add(route.Match.Tests), route));
        }

        _open = policy.Open is { } question
            ? new PortVerdict { Effect = AccessEffect.Unknown, Object = question.Reference, Source = question.Source, Reason = question.Reason }
            : null;
        _allowed = new PortVerdict
        {
            Effect = AccessEffect.Allowed,
            Reason = policy.Transport is null ? "no proxy stands before the application" : "no ALLOW policy selects the workload",
        };
        _nothingMatches = new PortVerdict
        {
            Effect = AccessEffect.Denied,
            DeniedBy = Layer.Authorization,
            Object = policy.AllowPolicy,
            Source = policy.AllowSource,
            Reason = policy.Universe.Form == IdentityForm.Istio ? "no rule of the ALLOW policies matches" : "no authorization lets it in",
        };
    }

    /// <summary>What happens to the calls that are in exactly the clauses with these numbers.</summary>
    public PortVerdict Judge(IReadOnlyList<int> active) => _open ?? JudgeKnown(active);

    /// <summary>The same as far as all that decides is known.</summary>
    public PortVerdict JudgeKnown(IReadOnlyList<int> active) =>
        (_policy.Transport is { } transport ? TransportRefusal(transport, active) : null) ?? Authorize(active);

    /// <summary>What happens to those calls if the proxy takes their connections: trust and authorization alone.</summary>
    public PortVerdict Authorize(IReadOnlyList<int> active)
    {
        if (_trusted is { } trusted && IsIdentified(active) && !active.Contains(trusted))
        {
            return Untrusted;
        }

        if (_withToken is { } withToken && active.Contains(withToken) && !active.Contains(_withKnownToken!.Value))
        {
            return UnknownIssuer;
        }

        if (_policy.Unknown is { } unknown)
        {
            return new PortVerdict
            {
                Effect = AccessEffect.Unknown,
                Object = _policy.AllowPolicy,
                Source = _policy.AllowSource,
                Reason = $"unknown because {unknown}",
            };
        }

        var matches = active.Where(_clauses.ContainsKey).Select(clause => _clauses[clause]).ToList();
        return _routes.Count == 0 ? Decide(matches) : Routed(active, matches);
    }

    /// <summary>What happens to requests at the first route that takes them, or at each that may.</summary>
    private PortVerdict Routed(IReadOnlyList<int> active, List<(PortRule Rule, RuleClause Clause)> matches)
    {
        var verdicts = new List<(PortVerdict Verdict, string Route, string? Unknown)>();
        foreach (var (number, route) in _routes.Where(route => active.Contains(route.Number)))
        {
            var verdict = Decide([.. matches.Where(match => match.Rule.Route is null || match.Rule.Route == route.Name)]);
            verdicts.Add((verdict, route.Name, route.Match.Unknown));
            if (route.Match.Unknown is null)
            {
                break;
            }
        }

        if (verdicts is [] or [.., { Unknown: not null }])
        {
            verdicts.Add((NoRoute, "", null));
        }

        var (first, name, condition) = verdicts[0];
        return verdicts.TrueForAll(entry => entry.Verdict.Effect == first.Effect)
            ? first
            : new PortVerdict
            {
                Effect = AccessEffect.Unknown,
                Object = _policy.AllowPolicy,
                Source = _policy.AllowSource,
                Reason = $"unknown because {name} may take it: {condition}",
            };
    }

    private PortVerdict Decide(List<(PortRule Rule, RuleClause Clause)> matches)
    {
        var deny = matches.Where(match => match.Rule.Action == RuleAction.Deny).ToList();
        if (deny.Find(match => match.Clause.Unknown is null) is { Rule: { } denying })
        {
            return By(denying, AccessEffect.Denied, $"{denying.Id} denies it");
        }

        var allow = matches.Where(match => match.Rule.Action == RuleAction.Allow).ToList();
        if (_policy.IsClosed && allow.Count == 0)
        {
            return _nothingMatches;
        }

        if (matches.Find(match => match.Rule.Action == RuleAction.Custom) is { Rule: { } custom })
        {
            return By(custom, AccessEffect.Unknown, $"unknown because {custom.Id} asks provider {custom.Provider}");
        }

        if (deny is [{ Rule: var perhaps, Clause: var condition }, ..])
        {
            return By(perhaps, AccessEffect.Unknown, $"unknown because {perhaps.Id} may deny it: {condition.Unknown}");
        }

        if (!_policy.IsClosed)
        {
            return _allowed;
        }

        return allow.Find(match => match.Clause.Unknown is null) is { Rule: { } allowing }
            ? By(allowing, AccessEffect.Allowed, $"{allowing.Id} allows it")
            : By(allow[0].Rule, AccessEffect.Unknown, $"unknown because {allow[0].Rule.Id} may allow it: {allow[0].Clause.Unknown}");
    }

    private bool IsIdentified(IReadOnlyList<int> active) => _identified is { } identified && active.Contains(identified);

    private PortVerdict? TransportRefusal(PortTransport transport, IReadOnlyList<int> active)
    {
        var isIdentified = IsIdentified(active);
        return _identified is null || (isIdentified ? transport.TakesMutualTls : transport.TakesPlaintext)
            ? null
            : new PortVerdict
            {
                Effect = AccessEffect.Denied,
                DeniedBy = Layer.ServerTls,
                Object = transport.Object,
                Source = transport.Source,
                Reason = isIdentified
                    ? $"the mode of the port is {transport.Mode}: mutual TLS is not terminated"
                    : $"the mode of the port is {transport.Mode}: only mutual TLS is taken",
            };
    }

    private static PortVerdict By(PortRule rule, AccessEffect effect, string reason) => new()
    {
        Effect = effect,
        DeniedBy = effect == AccessEffect.Denied ? Layer.Authorization : null,
        DecidedBy = rule.Id,
        Object = rule.Object,
        Source = rule.Source,
        Reason = reason,
    };
}

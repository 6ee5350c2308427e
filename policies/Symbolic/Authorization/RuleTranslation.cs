using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Manifests;
using Manifests.Istio.Security.V1;
using Policies.Symbolic.Addresses;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Authorization;

/// <summary>Translates a rule of an AuthorizationPolicy into sets of calls to one port.</summary>
/// <remarks>
/// A rule is any <c>from</c> and any <c>to</c> and every <c>when</c>. On a chain without HTTP, and for values that do not parse, an ALLOW rule
/// disappears as a whole, while in other rules the attribute does (istio 1.30, pilot/pkg/security/authz/model/model.go).
/// </remarks>
internal sealed class RuleTranslation
{
    private readonly RuleContext _context;
    private bool _isDropped;

    private RuleTranslation(RuleContext context) => _context = context;

    /// <summary>The clauses of a rule; none where it matches no call to the port.</summary>
    public static IReadOnlyList<RuleClause> Of(AuthorizationPolicyRule rule, RuleContext context) =>
        IsForOtherPorts(rule, context.Port) ? [] : new RuleTranslation(context).Translate(rule);

    /// <summary>Whether every operation lists ports and none is this one: then nothing else about the rule matters, and most rules are for other ports.</summary>
    private static bool IsForOtherPorts(AuthorizationPolicyRule rule, int port)
    {
        for (var index = 0; index < rule.To?.Count; index++)
        {
            if (rule.To[index].Operation?.Ports is not { Count: > 0 } ports || !AreOthers(ports, port))
            {
                return false;
            }
        }

        return rule.To is { Count: > 0 };
    }

    private static bool AreOthers(ValueList<string> ports, int port)
    {
        for (var index = 0; index < ports.Count; index++)
        {
            if (!int.TryParse(ports[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > ushort.MaxValue || number == port)
            {
                return false;
            }
        }

        return true;
    }

    private List<RuleClause> Translate(AuthorizationPolicyRule rule)
    {
        var common = new ClauseBuilder();
        foreach (var condition in rule.When ?? [])
        {
            Add(common, condition);
        }

        var clauses = new List<RuleClause>();
        var (sources, operations) = (rule.From?.Count ?? 0, rule.To?.Count ?? 0);
        for (var from = 0; from < Math.Max(1, sources); from++)
        {
            // What nobody asks for again is added to as it is.
            var source = from >= sources - 1 ? common : common.Copy();
            Add(source, sources == 0 ? null : rule.From![from].Source);
            for (var to = 0; to < Math.Max(1, operations); to++)
            {
                var clause = to >= operations - 1 ? source : source.Copy();
                Add(clause, operations == 0 ? null : rule.To![to].Operation);
                if (!clause.IsImpossible)
                {
                    clauses.Add(clause.Build());
                }
            }
        }

        return _isDropped ? [] : clauses;
    }

    private void Add(ClauseBuilder clause, AuthorizationPolicySource? source)
    {
        if (source is null)
        {
            return;
        }

        if (source.Principals is { Count: 1 } && source.NotPrincipals is not { Count: > 0 })
        {
            clause.Require(_context.Known.Principal(source.Principals[0]));
        }
        else if (source is { Principals.Count: > 1, NotPrincipals: not { Count: > 0 } })
        {
            clause.Require(_context.Known.Principals(source.Principals));
        }
        else
        {
            AddField(clause, "source.principal", source.Principals, source.NotPrincipals);
        }

        AddField(clause, "source.namespace", source.Namespaces, source.NotNamespaces);
        AddField(clause, "source.serviceAccount", source.ServiceAccounts, source.NotServiceAccounts);
        AddField(clause, "source.trustDomain", source.TrustDomains, source.NotTrustDomains);
        AddField(clause, "request.auth.principal", source.RequestPrincipals, source.NotRequestPrincipals);
        AddField(clause, "source.ip", source.IpBlocks, source.NotIpBlocks);
        AddField(clause, "remote.ip", source.RemoteIpBlocks, source.NotRemoteIpBlocks);
    }

    /// <summary>A field asks for nothing where it is absent, as most are; a condition of <c>when</c> may ask by its key alone.</summary>
    private void AddField(ClauseBuilder clause, string key, IReadOnlyList<string>? values, IReadOnlyList<string>? notValues)
    {
        if (values is { Count: > 0 } || notValues is { Count: > 0 })
        {
            Add(clause, key, values, notValues);
        }
    }

    private void Add(ClauseBuilder clause, AuthorizationPolicyOperation? operation)
    {
        if (operation is null)
        {
            return;
        }

        AddField(clause, "destination.port", operation.Ports, operation.NotPorts);
        AddHttp(clause, new DimensionKey(DimensionKind.Host), operation.Hosts, operation.NotHosts, host => TextPattern.Istio(host.ToLowerInvariant()));
        AddHttp(clause, new DimensionKey(DimensionKind.Method), operation.Methods, operation.NotMethods, _context.Known.Text);
        AddHttp(clause, new DimensionKey(DimensionKind.Path), operation.Paths, operation.NotPaths, _context.Known.Path);
    }

    private void Add(ClauseBuilder clause, AuthorizationPolicyWhen condition) =>
        Add(clause, condition.Key, condition.Values, condition.NotValues);

    private void Add(ClauseBuilder clause, string key, IReadOnlyList<string>? values, IReadOnlyList<string>? notValues)
    {
        switch (key)
        {
            case "source.principal":
                AddIdentity(clause, Expanded(values), Expanded(notValues), IdentityPatterns.Principal);
                break;
            case "source.namespace":
                AddIdentity(clause, values, notValues, IdentityPatterns.Namespace);
                break;
            case "source.serviceAccount":
                AddIdentity(clause, values, notValues, value => IdentityPatterns.ServiceAccount(value, _context.PolicyNamespace));
                break;
            case "source.trustDomain":
                AddIdentity(clause, ExpandedDomains(values), ExpandedDomains(notValues), IdentityPatterns.TrustDomain);
                break;
            case "source.ip":
                AddBlocks(clause, DimensionKind.SourceAddress, values, notValues);
                break;
            case "remote.ip":
                AddBlocks(clause, DimensionKind.RemoteAddress, values, notValues);
                break;
            case "destination.port":
                AddPorts(clause, values, notValues);
                break;
            case "destination.ip":
                AddDestination(clause, values, notValues);
                break;
            case "connection.sni" when !_context.SeesServerName:
                clause.RequireConstant(values is not { Count: > 0 });
                break;
            case "connection.sni":
                Require(clause, new DimensionKey(DimensionKind.ServerName), values, notValues, TextPattern.Istio);
                break;
            case "request.auth.principal":
                AddHttp(clause, new DimensionKey(DimensionKind.RequestPrincipal), values, notValues, TokenPattern.RequestPrincipal);
                break;
            case "request.auth.audiences":
                AddHttp(clause, new DimensionKey(DimensionKind.Claim, "[aud]"), values, notValues, TextPattern.Istio);
                break;
            case "request.auth.presenter":
                AddHttp(clause, new DimensionKey(DimensionKind.Claim, "[azp]"), values, notValues, TextPattern.Istio);
                break;
            default:
                AddNamed(clause, key, values, notValues);
                break;
        }
    }

    private void AddNamed(ClauseBuilder clause, string key, IReadOnlyList<string>? values, IReadOnlyList<string>? notValues)
    {
        if (Bracketed(key, "request.headers", out var header))
        {
            var dimension = new DimensionKey(DimensionKind.Header, header[1..^1].ToLowerInvariant());
            AddHttp(clause, dimension, values, notValues, value => value == "*" ? TextPattern.Anything : TextPattern.Istio(value));
        }
        else if (Bracketed(key, "request.auth.claims", out var claim))
        {
            AddClaim(clause, claim, values, notValues);
        }
        else if (key.StartsWith("experimental.envoy.filters.", StringComparison.Ordinal))
        {
            clause.RequireUnknown($"condition {key} reads what another Envoy filter has left");
        }
        else
        {
            // Istio leaves out a rule with a key that it does not know, whatever the action.
            _isDropped = true;
        }
    }

    private void AddClaim(ClauseBuilder clause, string claim, IReadOnlyList<string>? values, IReadOnlyList<string>? notValues)
    {
        var token = new DimensionKey(DimensionKind.RequestPrincipal);
        switch (claim)
        {
            case "[iss]":
                AddHttp(clause, token, values, notValues, value => TokenPattern.ByIssuer(TextPattern.Istio(value)));
                break;
            case "[sub]":
                AddHttp(clause, token, values, notValues, value => TokenPattern.BySubject(TextPattern.Istio(value)));
                break;
            default:
                AddHttp(clause, new DimensionKey(DimensionKind.Claim, claim), values, notValues, TextPattern.Istio);
                break;
        }
    }

    private static bool Bracketed(string key, string prefix, [NotNullWhen(true)] out string? name)
    {
        name = key.StartsWith($"{prefix}[", StringComparison.Ordinal) && key.EndsWith(']') && key.Length > prefix.Length + 2 ? key[prefix.Length..] : null;
        return name is not null;
    }

    private IReadOnlyList<string> Expanded(IReadOnlyList<string>? values) => values is not { Count: > 0 } ? [] : _context.Known.Aliases(values);

    private IReadOnlyList<string> ExpandedDomains(IReadOnlyList<string>? values) =>
        values is not { Count: > 0 } ? [] : _context.Known.TrustDomainAliases(values);

    private static void AddIdentity(
        ClauseBuilder clause, IReadOnlyList<string>? values, IReadOnlyList<string>? notValues, Func<string, TextPattern> pattern) =>
        Require(clause, new DimensionKey(DimensionKind.Principal), values, notValues, pattern);

    private void AddHttp(
        ClauseBuilder clause, DimensionKey key, IReadOnlyList<string>? values, IReadOnlyList<string>? notValues, Func<string, Pattern> pattern)
    {
        if (_context.Chain == ChainKind.Http)
        {
            Require(clause, key, values, notValues, pattern);
        }
        else if (values is { Count: > 0 } || notValues is { Count: > 0 })
        {
            _isDropped |= _context.DropsRuleOnError;
        }
    }

    private static void Require(
        ClauseBuilder clause, DimensionKey key, IReadOnlyList<string>? values, IReadOnlyList<string>? notValues, Func<string, Pattern> pattern)
    {
        clause.Require(key, isNegated: false, Patterns(values, pattern));
        clause.Require(key, isNegated: true, Patterns(notValues, pattern));
    }

    private static Pattern[] Patterns(IReadOnlyList<string>? values, Func<string, Pattern> pattern)
    {
        if (values is not { Count: > 0 })
        {
            return [];
        }

        var patterns = new Pattern[values.Count];
        for (var index = 0; index < patterns.Length; index++)
        {
            patterns[index] = pattern(values[index]);
        }

        return patterns;
    }

    private void AddBlocks(ClauseBuilder clause, DimensionKind kind, IReadOnlyList<string>? values, IReadOnlyList<string>? notValues)
    {
        clause.Require(new DimensionKey(kind), isNegated: false, Blocks(values));
        clause.Require(new DimensionKey(kind), isNegated: true, Blocks(notValues));
    }

    private List<AddressBlock> Blocks(IReadOnlyList<string>? values)
    {
        var blocks = new List<AddressBlock>();
        foreach (var value in values ?? [])
        {
            if (AddressBlock.TryParse(value, out var block))
            {
                blocks.Add(block);
            }
            else
            {
                _isDropped |= _context.DropsRuleOnError;
            }
        }

        return blocks;
    }

    private void AddPorts(ClauseBuilder clause, IReadOnlyList<string>? values, IReadOnlyList<string>? notValues)
    {
        var (isAny, isListed) = Ports(values);
        clause.RequireConstant(isAny || isListed);
        clause.RequireConstant(!Ports(notValues).IsListed);
    }

    /// <summary>Whether a list has no port, and whether it has this one.</summary>
    private (bool IsAny, bool IsListed) Ports(IReadOnlyList<string>? values)
    {
        var (isAny, isListed) = (true, false);
        for (var index = 0; index < values?.Count; index++)
        {
            if (int.TryParse(values[index], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue)
            {
                isAny = false;
                isListed |= port == _context.Port;
            }
            else
            {
                _isDropped |= _context.DropsRuleOnError;
            }
        }

        return (isAny, isListed);
    }

    private void AddDestination(ClauseBuilder clause, IReadOnlyList<string>? values, IReadOnlyList<string>? notValues)
    {
        var (blocks, notBlocks) = (Blocks(values), Blocks(notValues));
        if (blocks.Count + notBlocks.Count == 0)
        {
            return;
        }

        if (!System.Net.IPAddress.TryParse(_context.Address, out var address))
        {
            clause.RequireUnknown("condition destination.ip: the pod's address is not known");
            return;
        }

        clause.RequireConstant(blocks.Count == 0 || blocks.Exists(block => block.Contains(address)));
        clause.RequireConstant(!notBlocks.Exists(block => block.Contains(address)));
    }
}

using Manifests;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>
/// What a rule asks, way by way: a way is one of its sources and one of its operations with all of its conditions. What every request has is left out, and
/// of the ways only those stay that ask for nothing else, or for one thing: no others can make up "everything" together with few words.
/// </summary>
internal static class RuleAsks
{
    /// <summary>The ways of a rule that ask for at most one thing; a null is a way that asks for nothing.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="rule">The rule's place in it.</param>
    /// <param name="ports">The ports of all workloads that the policy is for; null where they are not known.</param>
    public static IReadOnlyList<Ask?> Of(Manifest<AuthorizationPolicy> policy, int rule, IReadOnlySet<int>? ports)
    {
        var own = policy.Rules()[rule];
        if (NamesBothEnds(own))
        {
            return [];
        }

        var conditions = Limits(policy.Conditions(rule).SelectMany(part => Of(part.Condition)), ports);
        var sources = own.From is null or [] ? [[]] : Ways(policy.Sources(rule).Select(part => Of(part.Source)), ports);
        var operations = own.To is null or [] ? [[]] : Ways(policy.Operations(rule).Select(part => Of(part.Operation)), ports);
        var (isAnySource, isAnyOperation) = (sources.Exists(way => way.Count == 0), operations.Exists(way => way.Count == 0));
        return conditions.Count switch
        {
            0 when isAnySource && isAnyOperation => [null],
            0 => [.. isAnyOperation ? sources.SelectMany(way => way) : [], .. isAnySource ? operations.SelectMany(way => way) : []],
            1 when isAnySource && isAnyOperation => [conditions[0]],
            _ => [],
        };
    }

    /// <summary>Whether every way asks for a caller and for a port, which is more than one thing: most rules do, and nothing has to be made of them.</summary>
    private static bool NamesBothEnds(AuthorizationPolicyRule rule)
    {
        foreach (var from in rule.From ?? [])
        {
            if (from.Source is not { Principals.Count: > 0 } and not { Namespaces.Count: > 0 } and not { ServiceAccounts.Count: > 0 })
            {
                return false;
            }
        }

        foreach (var to in rule.To ?? [])
        {
            if (to.Operation is not { Ports.Count: > 0 })
            {
                return false;
            }
        }

        return rule is { From.Count: > 0, To.Count: > 0 };
    }

    /// <summary>What each of some parts asks, without those that ask for more than one thing, and without empty ones, which Istio refuses.</summary>
    private static List<List<Ask>> Ways(IEnumerable<IEnumerable<Ask>> parts, IReadOnlySet<int>? ports) =>
        [.. parts.Select(part => part.ToList()).Where(part => part.Count > 0).Select(part => Limits(part, ports)).Where(way => way.Count <= 1)];

    private static List<Ask> Limits(IEnumerable<Ask> asks, IReadOnlySet<int>? ports) => [.. asks.Where(ask => !ask.IsOfEvery(ports))];

    private static IEnumerable<Ask> Of(AuthorizationPolicySource source) =>
    [
        .. Pair("source.principal", source.Principals, source.NotPrincipals),
        .. Pair("source.namespace", source.Namespaces, source.NotNamespaces),
        .. Pair("source.serviceAccount", source.ServiceAccounts, source.NotServiceAccounts),
        .. Pair("source.trustDomain", source.TrustDomains, source.NotTrustDomains),
        .. Pair("request.auth.principal", source.RequestPrincipals, source.NotRequestPrincipals),
        .. Pair("source.ip", source.IpBlocks, source.NotIpBlocks),
        .. Pair("remote.ip", source.RemoteIpBlocks, source.NotRemoteIpBlocks),
    ];

    private static IEnumerable<Ask> Of(AuthorizationPolicyOperation operation) =>
    [
        .. Pair("hosts", operation.Hosts, operation.NotHosts),
        .. Pair("methods", operation.Methods, operation.NotMethods),
        .. Pair("paths", operation.Paths, operation.NotPaths),
        .. Pair("destination.port", operation.Ports, operation.NotPorts),
    ];

    private static IEnumerable<Ask> Of(AuthorizationPolicyWhen condition) => Pair(condition.Key, condition.Values, condition.NotValues);

    private static IEnumerable<Ask> Pair(string attribute, ValueList<string>? values, ValueList<string>? notValues)
    {
        if (values is { Count: > 0 })
        {
            yield return new Ask(attribute, false, values);
        }

        if (notValues is { Count: > 0 })
        {
            yield return new Ask(attribute, true, notValues);
        }
    }
}

using System.Globalization;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Ambient;

/// <summary>
/// Turns AuthorizationPolicies into what istiod sends to ztunnel, which knows connections and no requests
/// (istio: pilot/pkg/serviceregistry/ambient/authorization.go).
/// </summary>
internal static class ZtunnelPolicies
{
    private static readonly string[] ConnectionKeys = ["source.ip", "source.namespace", "source.principal", "destination.ip", "destination.port"];

    /// <summary>What ztunnel enforces of a policy; null for one that is for waypoints, a trial run, or of an action that ztunnel does not have.</summary>
    public static ZtunnelPolicy? Convert(ConfigObject<AuthorizationPolicy> policy)
    {
        var spec = policy.Object.Spec;
        var action = spec?.Action ?? AuthorizationPolicyAction.Allow;
        if (spec?.TargetRef is not null || spec?.TargetRefs is { Count: > 0 } || action is not (AuthorizationPolicyAction.Allow or AuthorizationPolicyAction.Deny)
            || IsDryRun(policy.Object))
        {
            return null;
        }

        var isDeny = action is AuthorizationPolicyAction.Deny;
        var rules = new List<ZtunnelRule>();
        var gaps = new List<string>();
        foreach (var (rule, index) in (spec?.Rules ?? []).Select((rule, index) => (rule, index)))
        {
            var converted = new ZtunnelRule(index, [.. Clauses(rule, policy.Namespace)]);
            var request = RequestAttributes(rule).Distinct().ToList();
            if (request.Count > 0 && !isDeny)
            {
                gaps.Add($"rule {index} uses {string.Join(", ", request)}, so ztunnel leaves it out");
                continue;
            }

            if (converted.IsDead)
            {
                gaps.Add($"rule {index} has a part of which nothing is left for ztunnel, where an empty part never matches, so the rule is not enforced");
            }
            else if (request.Count > 0)
            {
                gaps.Add($"rule {index} uses {string.Join(", ", request)}, which ztunnel ignores, so it denies more than it says");
            }
            else if (TrustDomains(rule))
            {
                gaps.Add($"rule {index} uses trust domains, which ztunnel ignores, so it matches more than it says");
            }

            rules.Add(converted);
        }

        return new ZtunnelPolicy { Policy = policy, IsDeny = isDeny, Gaps = gaps, Rules = rules };
    }

    /// <summary>Whether a policy is marked as a trial run.</summary>
    public static bool IsDryRun(AuthorizationPolicy policy) =>
        policy.Metadata.Annotations?.GetValueOrDefault("istio.io/dry-run") is "1" or "t" or "T" or "TRUE" or "true" or "True";

    private static IEnumerable<IReadOnlyList<ZtunnelMatch>> Clauses(AuthorizationPolicyRule rule, string @namespace)
    {
        if (rule.To is { Count: > 0 } to)
        {
            yield return [.. to.Select(item => new ZtunnelMatch
            {
                DestinationPorts = Ports(item.Operation?.Ports),
                NotDestinationPorts = Ports(item.Operation?.NotPorts),
            })];
        }

        if (rule.From is { Count: > 0 } from)
        {
            yield return [.. from.Select(item => Source(item.Source ?? new AuthorizationPolicySource(), @namespace))];
        }

        foreach (var when in rule.When ?? [])
        {
            yield return [When(when)];
        }
    }

    private static ZtunnelMatch Source(AuthorizationPolicySource source, string @namespace) => new()
    {
        SourceIps = source.IpBlocks ?? [],
        NotSourceIps = source.NotIpBlocks ?? [],
        Namespaces = source.Namespaces ?? [],
        NotNamespaces = source.NotNamespaces ?? [],
        ServiceAccounts = Accounts(source.ServiceAccounts, @namespace),
        NotServiceAccounts = Accounts(source.NotServiceAccounts, @namespace),
        Principals = source.Principals ?? [],
        NotPrincipals = source.NotPrincipals ?? [],
    };

    private static ZtunnelMatch When(AuthorizationPolicyWhen when)
    {
        IReadOnlyList<string> values = when.Values ?? [];
        IReadOnlyList<string> notValues = when.NotValues ?? [];
        return when.Key switch
        {
            "source.namespace" => new ZtunnelMatch { Namespaces = values, NotNamespaces = notValues },
            "source.principal" => new ZtunnelMatch { Principals = values, NotPrincipals = notValues },
            "source.ip" => new ZtunnelMatch { SourceIps = values, NotSourceIps = notValues },
            "destination.ip" => new ZtunnelMatch { DestinationIps = values, NotDestinationIps = notValues },
            "destination.port" => new ZtunnelMatch { DestinationPorts = Ports(values), NotDestinationPorts = Ports(notValues) },
            _ => new ZtunnelMatch(),
        };
    }

    /// <summary>Without its namespace an account is of the policy's own.</summary>
    private static IReadOnlyList<string> Accounts(IEnumerable<string>? accounts, string @namespace) =>
        [.. (accounts ?? []).Select(account => account.Contains('/', StringComparison.Ordinal) ? account : $"{@namespace}/{account}")];

    private static IReadOnlyList<int> Ports(IEnumerable<string>? ports) =>
        [.. (ports ?? []).SelectMany(text => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? new int[] { port } : [])];

    private static bool TrustDomains(AuthorizationPolicyRule rule) =>
        (rule.From ?? []).Any(from => from.Source is { TrustDomains.Count: > 0 } or { NotTrustDomains.Count: > 0 });

    /// <summary>What a rule asks of requests. Trust domains and accounts of a condition count too: istiod does not send them.</summary>
    private static IEnumerable<string> RequestAttributes(AuthorizationPolicyRule rule)
    {
        foreach (var operation in (rule.To ?? []).Select(to => to.Operation))
        {
            foreach (var (name, values) in new[]
            {
                ("hosts", operation?.Hosts), ("notHosts", operation?.NotHosts), ("methods", operation?.Methods),
                ("notMethods", operation?.NotMethods), ("paths", operation?.Paths), ("notPaths", operation?.NotPaths),
            })
            {
                if (values is { Count: > 0 })
                {
                    yield return name;
                }
            }
        }

        foreach (var source in (rule.From ?? []).Select(from => from.Source))
        {
            foreach (var (name, values) in new[]
            {
                ("remoteIpBlocks", source?.RemoteIpBlocks), ("notRemoteIpBlocks", source?.NotRemoteIpBlocks),
                ("requestPrincipals", source?.RequestPrincipals), ("notRequestPrincipals", source?.NotRequestPrincipals),
            })
            {
                if (values is { Count: > 0 })
                {
                    yield return name;
                }
            }
        }

        foreach (var key in (rule.When ?? []).Select(when => when.Key).Where(key => !ConnectionKeys.Contains(key)))
        {
            yield return key;
        }
    }
}

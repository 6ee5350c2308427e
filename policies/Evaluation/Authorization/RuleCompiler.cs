using Manifests.Istio.Security.V1;

namespace Policies.Evaluation.Authorization;

/// <summary>Makes a matcher of a rule, for a chain that reads requests or for one that does not (<c>pilot/pkg/security/authz/model</c>).</summary>
/// <param name="policyNamespace">The namespace of the rule's policy.</param>
/// <param name="own">The mesh's trust domain and its aliases.</param>
/// <param name="isTcp">Whether the chain reads no requests.</param>
/// <param name="known">What rules have in common.</param>
/// <param name="isAllow">Whether the policy allows: then what a chain cannot tell, or a value that does not parse, takes the whole rule away.</param>
internal sealed class RuleCompiler(string policyNamespace, IReadOnlyList<string> own, KnownMatchers known, bool isTcp, bool isAllow)
{
    /// <summary>The rule as a matcher; null where the chain cannot carry it.</summary>
    internal Matcher? Compile(AuthorizationPolicyRule rule)
    {
        try
        {
            var when = Conditions(rule.When ?? []);
            // All of them, even where the first decides: a later one may take the whole rule away.
            List<Matcher> from = rule.From is { Count: > 0 } sources ? [.. sources.Select(source => Source(source.Source))] : [Matcher.Always];
            List<Matcher> to = rule.To is { Count: > 0 } operations ? [.. operations.Select(operation => Operation(operation.Operation))] : [Matcher.Always];
            return Matcher.All([Matcher.Any(from), Matcher.Any(to), when]);
        }
        catch (RuleDropped)
        {
            return null;
        }
    }

    private Matcher Source(AuthorizationPolicySource? source) => source is null
        ? Matcher.Always
        : Matcher.All(
        [
            Field(Principals(source.Principals), Principals(source.NotPrincipals), Principal),
            Field(source.RequestPrincipals, source.NotRequestPrincipals, Http(RequestMatchers.RequestPrincipal)),
            Field(source.ServiceAccounts, source.NotServiceAccounts, ServiceAccount),
            Field(Expanded(source.TrustDomains), Expanded(source.NotTrustDomains), TrustDomain),
            Field(source.Namespaces, source.NotNamespaces, Namespace),
            Field(source.RemoteIpBlocks, source.NotRemoteIpBlocks, ConnectionMatchers.Remote),
            Field(source.IpBlocks, source.NotIpBlocks, ConnectionMatchers.Source),
        ]);

    private Matcher Operation(AuthorizationPolicyOperation? operation) => operation is null ? Matcher.Always : known.Of(operation, isTcp, isAllow, Made);

    private Matcher Made(AuthorizationPolicyOperation operation) => Matcher.All(
    [
        Field(operation.Hosts, operation.NotHosts, Http(RequestMatchers.Host)),
        Field(operation.Methods, operation.NotMethods, Http(RequestMatchers.Method)),
        Field(operation.Paths, operation.NotPaths, Http(RequestMatchers.Path)),
        Field(operation.Ports, operation.NotPorts, ConnectionMatchers.Port),
    ]);

    private Matcher Conditions(IReadOnlyList<AuthorizationPolicyWhen> conditions) => Matcher.All(conditions.Select(Condition).ToList());

    private Matcher Condition(AuthorizationPolicyWhen condition)
    {
        var key = ConditionKey.Parse(condition.Key) ?? throw new RuleDropped();
        if (condition.Values is not { Count: > 0 } && condition.NotValues is not { Count: > 0 })
        {
            return Matcher.Always;
        }

        return key.Attribute switch
        {
            ConditionAttribute.SourceIp => Field(condition.Values, condition.NotValues, ConnectionMatchers.Source),
            ConditionAttribute.RemoteIp => Field(condition.Values, condition.NotValues, ConnectionMatchers.Remote),
            ConditionAttribute.SourceNamespace => Field(condition.Values, condition.NotValues, Namespace),
            ConditionAttribute.SourcePrincipal => Field(Principals(condition.Values), Principals(condition.NotValues), Principal),
            ConditionAttribute.SourceServiceAccount => Field(condition.Values, condition.NotValues, ServiceAccount),
            ConditionAttribute.SourceTrustDomain => Field(Expanded(condition.Values), Expanded(condition.NotValues), TrustDomain),
            ConditionAttribute.DestinationIp => Field(condition.Values, condition.NotValues, ConnectionMatchers.Destination),
            ConditionAttribute.DestinationPort => Field(condition.Values, condition.NotValues, ConnectionMatchers.Port),
            ConditionAttribute.ServerName => Field(condition.Values, condition.NotValues, ConnectionMatchers.ServerName),
            ConditionAttribute.RequestPrincipal => Field(condition.Values, condition.NotValues, Http(RequestMatchers.RequestPrincipal)),
            ConditionAttribute.Claim => Field(condition.Values, condition.NotValues, Http(value => RequestMatchers.Claim(key.Names, value))),
            ConditionAttribute.Header => Field(condition.Values, condition.NotValues, Http(value => RequestMatchers.Header(key.Names[0], value))),
            _ => Field(condition.Values, condition.NotValues, value => RequestMatchers.Metadata(key.Names[0], key.Names[1], value)),
        };
    }

    private static Matcher Principal(string value) => ConnectionMatchers.Identity(identity => IdentityMatching.IsPrincipal(identity, value));

    private static Matcher Namespace(string value) => ConnectionMatchers.Identity(identity => IdentityMatching.IsInNamespace(identity, value));

    private static Matcher TrustDomain(string value) => ConnectionMatchers.Identity(identity => IdentityMatching.IsInTrustDomain(identity, value));

    private Matcher ServiceAccount(string value) =>
        ConnectionMatchers.Identity(identity => IdentityMatching.IsServiceAccount(identity, value, policyNamespace));

    private IReadOnlyList<string>? Principals(IReadOnlyList<string>? values) => values is null ? null : Istio.TrustDomains.Rewrite(values, own);

    private IReadOnlyList<string>? Expanded(IReadOnlyList<string>? values) => values is null ? null : Istio.TrustDomains.Expand(values, own);

    /// <summary>A condition on requests, which a chain that reads none cannot carry.</summary>
    private Func<string, Matcher?> Http(Func<string, Matcher> of) => value => isTcp ? null : of(value);

    /// <summary>One of the values, and none of the others.</summary>
    private Matcher Field(IReadOnlyList<string>? values, IReadOnlyList<string>? notValues, Func<string, Matcher?> of)
    {
        var positive = Values(values, of);
        var negative = Values(notValues, of);
        return Matcher.All([positive.Count == 0 ? Matcher.Always : Matcher.Any(positive), negative.Count == 0 ? Matcher.Always : Matcher.Not(Matcher.Any(negative))]);
    }

    private List<Matcher> Values(IReadOnlyList<string>? values, Func<string, Matcher?> of)
    {
        var matchers = new List<Matcher>();
        foreach (var value in values ?? [])
        {
            if (of(value) is { } matcher)
            {
                matchers.Add(matcher);
            }
            else if (isAllow)
            {
                throw new RuleDropped();
            }
        }

        return matchers;
    }

    /// <summary>Ends the compilation of a rule; never leaves this class.</summary>
    private sealed class RuleDropped : Exception;
}

using Manifests.Istio.Networking.V1;

namespace Policies.Istio;

/// <summary>The settings of a DestinationRule for one port and subset (<c>util.MergeSubsetTrafficPolicy</c>).</summary>
/// <param name="Tls">The TLS settings; null for none.</param>
/// <param name="IsPassthrough">Whether calls go to the address that the application asked for.</param>
internal sealed record TrafficPolicies(DestinationRuleTls? Tls, bool IsPassthrough)
{
    internal static TrafficPolicies None { get; } = new(null, false);

    /// <summary>An entry for the port replaces the settings around it, those that it leaves out too; a subset's settings replace one by one.</summary>
    internal static TrafficPolicies Of(MergedDestinationRule? rule, int port, string? subset)
    {
        var (outer, _) = OnPort(rule?.TrafficPolicy, port);
        if (subset is null || rule?.Subsets.FirstOrDefault(candidate => candidate.Name == subset)?.TrafficPolicy is not { } own)
        {
            return outer;
        }

        var (inner, isPort) = OnPort(own, port);
        return isPort ? inner : new TrafficPolicies(inner.Tls ?? outer.Tls, own.LoadBalancer is null ? outer.IsPassthrough : inner.IsPassthrough);
    }

    /// <summary>What marks endpoints for automatic mutual TLS: a port's entry without TLS leaves the settings around it in force.</summary>
    internal static DestinationRuleTls? MarkingTls(MergedDestinationRule? rule, int port, string? subset)
    {
        var policy = subset is null
            ? rule?.TrafficPolicy
            : rule?.Subsets.FirstOrDefault(candidate => candidate.Name == subset)?.TrafficPolicy;
        return policy?.PortLevelSettings?.FirstOrDefault(entry => entry.Port?.Number == port && entry.Tls is not null)?.Tls ?? policy?.Tls;
    }

    private static (TrafficPolicies Policies, bool IsPort) OnPort(DestinationRuleTrafficPolicy? policy, int port)
    {
        if (policy is null)
        {
            return (None, false);
        }

        return policy.PortLevelSettings?.FirstOrDefault(entry => entry.Port?.Number == port) is { } own
            ? (new TrafficPolicies(own.Tls, IsPassthroughBalancer(own.LoadBalancer)), true)
            : (new TrafficPolicies(policy.Tls, IsPassthroughBalancer(policy.LoadBalancer)), false);
    }

    private static bool IsPassthroughBalancer(DestinationRuleLoadBalancer? balancer) => balancer?.Simple is DestinationRuleSimple.Passthrough;
}

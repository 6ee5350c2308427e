using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Model;
using Policies.Rules.Traffic;

namespace Policies.Rules.Egress;

/// <summary>ISTIO_MUTUAL to a gateway under a name that none of its servers has: the gateway finds no certificate to show and resets the connection.</summary>
internal sealed class UnservedServerName : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS670",
        Level = FindingLevel.Error,
        Title = "server name that the gateway does not serve",
        Remedy = "set sni to a host of the Gateway's server",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<DestinationRule>(), Input.Kind<Gateway>(), Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var rule in view.All<DestinationRule>())
        {
            var gateways = RuleHosts.Services(view, RuleHosts.Of(view, rule))
                .SelectMany(service => service.Endpoints)
                .Where(endpoint => endpoint.DataPlane is DataPlane.Gateway)
                .ToList();
            foreach (var part in gateways.Count == 0 ? [] : TlsPart.Of(rule).Where(part => part.Mode is DestinationRuleMode.IstioMutual))
            {
                if (Problem(view, gateways, part) is { } problem)
                {
                    yield return Find(rule, part.Tls.Sni is null ? part.Path : $"{part.Path}.sni", problem);
                }
            }
        }
    }

    private static string? Problem(RuleView view, List<Workload> gateways, TlsPart part)
    {
        var hosts = (
            from gateway in view.All<Gateway>()
            let spec = gateway.Object.Spec
            where spec is not null && gateways.Exists(workload => spec.Selector.Matches(workload.Labels))
            from server in spec.Servers ?? []
            where server.Tls?.Mode is GatewayMode.IstioMutual or GatewayMode.Mutual or GatewayMode.Simple && (part.Port is null || part.Port == server.Port.Number)
            from host in server.Hosts
            select host[(host.IndexOf('/', StringComparison.Ordinal) + 1)..]).Distinct(StringComparer.Ordinal).ToList();
        return hosts.Count == 0 || hosts.Contains("*") ? null
            : part.Tls.Sni is not { Length: > 0 } name ? $"without sni, sidecars send a name of their own, and the gateway serves {Words.List(hosts)} only"
            : hosts.Exists(host => HostNames.IsWithin(name, host)) ? null
            : $"sidecars send the name {name}, and the gateway serves {Words.List(hosts)} only";
    }
}

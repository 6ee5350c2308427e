using Manifests.Istio.Networking.V1;
using Manifests.Istio.Security.V1;
using Policies.Model;
using Policies.Rules.Authorization;
using Policies.Rules.Traffic;

namespace Policies.Rules.Egress;

/// <summary>A gateway that takes the mesh's mutual TLS and leads out of it, without a policy that says for whom: it lets out whoever has a sidecar.</summary>
internal sealed class OpenEgress : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS671",
        Level = FindingLevel.Warning,
        Title = "egress gateway for everybody",
        Remedy = "add an AuthorizationPolicy that selects the gateway and names, for each host, the principals that may call it",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<Gateway>(), Input.Kind<VirtualService>(), Input.Kind<AuthorizationPolicy>(), Input.Services, Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var gateway in view.All<Gateway>())
        {
            if (gateway.Object.Spec is not { Selector: { Count: > 0 } selector, Servers: { } servers }
                || !servers.Any(server => server.Tls?.Mode is GatewayMode.IstioMutual)
                || view.Workloads.Select(null, selector).Where(workload => workload.DataPlane is DataPlane.Gateway).ToList() is not { Count: > 0 } pods
                || pods.TrueForAll(pod => view.Attachment.Of(pod).Any(policy => policy.Allows())))
            {
                continue;
            }

            if (Externals(view, gateway) is { Count: > 0 } hosts)
            {
                yield return Find(gateway, "spec.servers", $"every workload of the mesh may call {Words.List(hosts)} through it: no ALLOW policy selects the gateway");
            }
        }
    }

    /// <summary>The hosts outside of the mesh to which routes of a Gateway lead.</summary>
    private static List<string> Externals(RuleView view, Manifest<Gateway> gateway) =>
    [
        .. (from route in view.All<VirtualService>()
            where (route.Object.Spec?.Gateways ?? []).Any(name => name == $"{gateway.Namespace}/{gateway.Name}" || (name == gateway.Name && route.Namespace == gateway.Namespace))
            from destination in Destinations.Of(route)
            let service = view.Services.Find(view.Services.Qualify(destination.Value.Host ?? "", route.Namespace))
            where service is { IsMeshExternal: true }
            select service.Host).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}

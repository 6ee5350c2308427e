using Manifests.Core.V1;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>Addresses at a gateway behind a load balancer that hides them.</summary>
internal sealed class GatewayIpBlocks : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS322",
        Level = FindingLevel.Warning,
        Title = "client addresses that the gateway does not see",
        Remedy = "set externalTrafficPolicy: Local on the gateway's Service for ipBlocks, and gatewayTopology.numTrustedProxies for remoteIpBlocks",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<AuthorizationPolicy>(), Input.Kind<Service>(), Input.Workloads, Input.Mesh, Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var balanced = view.All<Service>()
            .Where(service => service.Object.Spec is { Type: "LoadBalancer" or "NodePort" } spec && spec.ExternalTrafficPolicy != "Local")
            .Select(service => $"{service.Namespace}/{service.Name}").ToHashSet(StringComparer.Ordinal);
        foreach (var policy in balanced.Count > 0 ? view.All<AuthorizationPolicy>() : [])
        {
            var gateway = view.Attachment.Of(policy).FirstOrDefault(workload => workload.DataPlane is DataPlane.Gateway
                && view.Services.Of(workload).Any(service => balanced.Contains($"{service.Namespace}/{service.Name}")));
            foreach (var (part, hidden) in gateway is null ? [] : Addresses(policy))
            {
                if (hidden || view.Mesh.GatewayTrustedProxies == 0)
                {
                    yield return Find(
                        policy,
                        part.Path,
                        $"{gateway!.Name} sees the address of a node instead of the client's: its Service has externalTrafficPolicy Cluster"
                        + (hidden ? "" : ", and X-Forwarded-For is not read, since no proxy before it is trusted"));
                }
            }
        }
    }

    /// <summary>The parts that ask for addresses, and whether it is the one that the connection comes from.</summary>
    private static IEnumerable<(IPolicyPart Part, bool IsOfConnection)> Addresses(Manifest<AuthorizationPolicy> policy)
    {
        foreach (var part in policy.Sources())
        {
            var isOfConnection = part.Source is { IpBlocks.Count: > 0 } or { NotIpBlocks.Count: > 0 };
            if (isOfConnection || part.Source is { RemoteIpBlocks.Count: > 0 } or { NotRemoteIpBlocks.Count: > 0 })
            {
                yield return (part, isOfConnection);
            }
        }

        foreach (var part in policy.Conditions().Where(part => part.Condition.Key is "source.ip" or "remote.ip"))
        {
            yield return (part, part.Condition.Key == "source.ip");
        }
    }
}

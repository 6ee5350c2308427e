using Components.Intent;
using Manifests.Istio.Networking.V1;
using Manifests.Meta.V1;

namespace Components.Mesh;

/// <summary>The <c>Sidecar</c>s that tell a namespace's proxies only what its workloads call.</summary>
/// <remarks>
/// Keeps each proxy's configuration proportional to its calls instead of the mesh's size, and answers a call that is not in the intent on the
/// caller's side already. The boundary itself is the server's: a compromised pod can go around its own proxy.
/// </remarks>
public static class SidecarManifests
{
    private static readonly PerIntent<IReadOnlyList<Sidecar>> Made = new(Make);

    /// <summary>What a namespace imports that calls nothing: <c>~</c> is no namespace at all.</summary>
    private const string NoHost = "~/*";

    /// <summary>One object for each namespace with sidecars; none in ambient regions.</summary>
    public static IReadOnlyList<Sidecar> For(RegionIntent intent) => Made.Of(intent);

    private static IReadOnlyList<Sidecar> Make(RegionIntent intent) =>
    [
        .. intent.Workloads
            .Where(workload => workload.InMesh && !intent.Region.IsAmbient)
            .GroupBy(workload => workload.Namespace)
            .OrderBy(workloads => workloads.Key, StringComparer.Ordinal)
            .Select(workloads => Sidecar(workloads.Key, [.. Hosts(intent, workloads)])),
    ];

    private static IEnumerable<string> Hosts(RegionIntent intent, IGrouping<string, Workload> workloads) => workloads
        .SelectMany(workload => workload.Outbound)
        .Select(call => $"{call.Namespace}/{ServiceHost.Of(intent.Region, call.Namespace, call.Name)}")
        .Concat(intent.Externals
            .Where(external => external.Callers.Any(caller => caller.Namespace == workloads.Key))
            .SelectMany(external => Hosts(intent, external)))
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Hosts(RegionIntent intent, ExternalService external) => external.ThroughGateway
        ? external.Hosts.Append(Gateways.EgressHost(intent)).Select(host => $"{intent.Mesh.GatewayNamespace}/{host}")
        : external.Hosts.Select(host => $"./{host}");

    private static Sidecar Sidecar(string @namespace, IReadOnlyList<string> hosts) => new()
    {
        Metadata = new ObjectMeta { Name = "default", Namespace = @namespace, Labels = ObjectLabels.Common() },
        Spec = new SidecarSpec
        {
            Egress = [new() { Hosts = hosts.Count > 0 ? [.. hosts] : [NoHost] }],
            OutboundTrafficPolicy = new() { Mode = SidecarOutboundTrafficPolicyMode.RegistryOnly },
        },
    };
}

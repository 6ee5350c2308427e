using Components.Intent;
using Manifests;
using Manifests.Istio.Networking.V1;
using Manifests.Meta.V1;

namespace Components.Mesh;

/// <summary>The <c>Gateway</c> through which other regions reach the services that they may call.</summary>
/// <remarks>
/// <c>AUTO_PASSTHROUGH</c> routes by the SNI that sidecars send and passes only Istio's mutual TLS, unopened, so the called workload sees the
/// caller's own certificate. A host that is not listed has no route, whatever the caller sends.
/// </remarks>
public static class EastWestGatewayManifests
{
    /// <summary>One gateway; none where the region has no east-west address or nothing in it is called from elsewhere.</summary>
    public static IReadOnlyList<Gateway> For(RegionIntent intent)
    {
        var hosts = intent.Workloads
            .Where(workload => workload is { InMesh: true, CalledAcrossRegions: true })
            .Select(workload => ServiceHost.Of(intent.Region, workload.Namespace, workload.Name))
            .Order(StringComparer.Ordinal)
            .ToValueList();
        return intent.Region.EastWestAddress is null || hosts.Count == 0 ? [] : [Gateway(intent.Mesh, hosts)];
    }

    private static Gateway Gateway(MeshOptions mesh, ValueList<string> hosts) => new()
    {
        Metadata = new ObjectMeta { Name = "cross-region", Namespace = mesh.GatewayNamespace, Labels = ObjectLabels.Common() },
        Spec = new GatewaySpec
        {
            Selector = new ValueMap<string>(Gateways.EastWestLabels),
            Servers =
            [
                new()
                {
                    Port = new() { Number = Gateways.EastWestPort, Name = "tls", Protocol = "TLS" },
                    Tls = new() { Mode = GatewayMode.AutoPassthrough },
                    Hosts = hosts,
                },
            ],
        },
    };
}

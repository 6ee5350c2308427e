using Components.Intent;
using Components.Workloads;

namespace Components.Spire;

/// <summary>Pods that get their identity from SPIRE: those of a workload, or of a gateway.</summary>
/// <param name="Namespace">Their namespace.</param>
/// <param name="Name">The workload's or the gateway's name.</param>
/// <param name="Labels">The labels that select them.</param>
public sealed record IdentityHolder(string Namespace, string Name, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>The DNS names in its certificate besides the identity: those under which a server is called. The default is none.</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>
    /// Applications in no mesh and those whose pods mount SPIRE's socket; where Istio takes its certificates from SPIRE, also whatever has a sidecar, and the
    /// gateways.
    /// </summary>
    public static IReadOnlyList<IdentityHolder> Of(RegionIntent intent) =>
    [
        .. intent.Workloads
            .Where(workload => workload is { DataPlane: null, Kind: ServerKind.Mesh }
                || workload.Certificate.Delivery is CertificateDelivery.SpiffeCsi
                || (intent.Mesh.IssuedBySpire && workload.DataPlane is DataPlaneKind.Sidecar))
            .Select(workload => new IdentityHolder(workload.Namespace, workload.Name, workload.Labels)
            {
                DnsNames = SpiffeHelper.IsNeededBy(workload) ? ServerCertificate.HostsOf(intent.Region, workload) : [],
            }),
        .. intent.Mesh.IssuedBySpire ? Gateways(intent) : [],
    ];

    private static IEnumerable<IdentityHolder> Gateways(RegionIntent intent)
    {
        var (own, mesh) = (intent.Mesh.GatewayNamespace, intent.Mesh);
        if (Mesh.Gateways.HasIngress(intent))
        {
            yield return new(own, mesh.IngressGateway, Mesh.Gateways.IngressLabels(mesh));
        }

        if (intent.Region.EastWestAddress is not null)
        {
            yield return new(own, Mesh.Gateways.EastWest, Mesh.Gateways.EastWestLabels);
        }

        if (Mesh.Gateways.HasEgress(intent))
        {
            yield return new(own, Mesh.Gateways.Egress, Mesh.Gateways.EgressLabels);
        }
    }
}

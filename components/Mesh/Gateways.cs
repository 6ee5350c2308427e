using Components.Intent;

namespace Components.Mesh;

/// <summary>The gateways of a region as policies and routes see them: their names, pods' labels and container ports.</summary>
/// <remarks>
/// Istio's <c>gateway</c> chart labels the pods <c>istio: &lt;release name without "istio-"&gt;</c> and names the service account after the release.
/// </remarks>
public static class Gateways
{
    /// <summary>The east-west gateway's release, Service and service account, in <see cref="MeshOptions.GatewayNamespace"/>.</summary>
    public const string EastWest = "istio-eastwestgateway";

    /// <summary>The port on which east-west gateways pass Istio's mutual TLS through to services of their region.</summary>
    public const int EastWestPort = 15443;

    /// <summary>The egress gateway's release, Service and service account, in <see cref="MeshOptions.GatewayNamespace"/>.</summary>
    public const string Egress = "istio-egressgateway";

    /// <summary>The port on which the egress gateway takes the mesh's mutual TLS from callers of external services.</summary>
    public const int EgressPort = 443;

    /// <summary>The ingress gateway's port for HTTP: redirects, and ACME's challenges.</summary>
    public const int HttpPort = 80;

    /// <summary>The ingress gateway's port for HTTPS.</summary>
    public const int HttpsPort = 443;

    /// <summary>The ingress gateway's port for HTTPS with client certificates: the Gateway API states what clients show by port, not by host.</summary>
    public const int MutualHttpsPort = 8443;

    /// <summary>Whether somebody may be called by the ingress gateway; where not, the region has none.</summary>
    public static bool HasIngress(RegionIntent intent) =>
        intent.Workloads.Any(workload => workload.Ports.Any(port => port.Callers.Any(caller => caller.Source is CallSource.FromIngress)));

    /// <summary>Whether calls to some external service leave through an egress gateway; where not, the region has none.</summary>
    public static bool HasEgress(RegionIntent intent) => intent.Externals.Any(external => external.ThroughGateway);

    /// <summary>The DNS name by which sidecars call the egress gateway.</summary>
    public static string EgressHost(RegionIntent intent) => ServiceHost.Of(intent.Region, intent.Mesh.GatewayNamespace, Egress);

    /// <summary>Whether some host of the ingress gateway asks for client certificates.</summary>
    public static bool AsksForCertificates(RegionIntent intent) => intent.Workloads.Any(workload =>
        workload.Ports.Any(port => port.Callers.Any(caller => caller.Hosts.Any(host => host.AsksForCertificate))));

    /// <summary>The ingress gateway's container ports.</summary>
    public static IReadOnlyList<int> IngressPorts(RegionIntent intent) =>
        AsksForCertificates(intent) ? [HttpPort, HttpsPort, MutualHttpsPort] : [HttpPort, HttpsPort];

    /// <summary>The labels that select the ingress gateway's pods.</summary>
    public static IReadOnlyDictionary<string, string> IngressLabels(MeshOptions mesh) => Labels(mesh.IngressGateway);

    /// <summary>The labels that select the east-west gateway's pods.</summary>
    public static IReadOnlyDictionary<string, string> EastWestLabels { get; } = Labels(EastWest);

    /// <summary>The labels that select the egress gateway's pods.</summary>
    public static IReadOnlyDictionary<string, string> EgressLabels { get; } = Labels(Egress);

    private static Dictionary<string, string> Labels(string release) => new(StringComparer.Ordinal)
    {
        ["istio"] = release.StartsWith("istio-", StringComparison.Ordinal) ? release["istio-".Length..] : release,
    };
}

using Components.Intent;
using Components.Mesh;
using Manifests.CertManager.V1;

namespace Components.Workloads;

/// <summary>The certificate of a server outside the mesh.</summary>
internal static class ServerCertificate
{
    /// <summary>The name of the Certificate and of its Secret.</summary>
    public static string NameOf(Workload server) => $"{server.Name}-tls";

    /// <summary>
    /// The certificate with the server's SPIFFE ID and the two DNS names of its Service that end in <c>.svc</c> or in the cluster's domain. The
    /// shorter names (<c>name</c>, <c>name.namespace</c>) are outside the regional CA's name constraints, and would void the whole certificate.
    /// </summary>
    public static Certificate Of(RegionIntent intent, Workload server, CertificateLifetime lifetime)
    {
        var certificate = WorkloadCertificate.Of(
            NameOf(server),
            server.Namespace,
            // The servers of a cluster are each other's clients.
            NatsCluster.Is(server) ? [CertificateUsage.ServerAuth, CertificateUsage.ClientAuth] : [CertificateUsage.ServerAuth],
            server.Identity.ToString(),
            lifetime);
        return certificate with
        {
            Spec = certificate.Spec! with
            {
                DnsNames = [.. HostsOf(intent.Region, server)],
            },
        };
    }

    /// <summary>The DNS names under which a server is called.</summary>
    public static IReadOnlyList<string> HostsOf(Region region, Workload server) =>
    [
        $"{server.Name}.{server.Namespace}.svc",
        ServiceHost.Of(region, server.Namespace, server.Name),
        .. NatsCluster.Is(server) ? [NatsCluster.WildcardOf(server)] : (string[])[],
    ];
}

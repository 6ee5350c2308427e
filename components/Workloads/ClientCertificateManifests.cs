using Components.Intent;
using Manifests;
using Manifests.CertManager.V1;

namespace Components.Workloads;

/// <summary>The client certificates with which a region's workloads call servers outside the mesh.</summary>
public static class ClientCertificateManifests
{
    /// <summary>
    /// One Certificate for each workload and server that it calls, in the caller's namespace; the Secret, of the same name, is
    /// <c>&lt;caller&gt;-&lt;server&gt;-client-tls</c>. A caller whose pods ask for their certificates themselves has none.
    /// </summary>
    /// <exception cref="ArgumentException">The intent has <see cref="ServerProblems"/>.</exception>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, CertificateLifetime lifetime)
    {
        ServerProblems.ThrowIfAny(intent);
        return
        [
            .. from caller in intent.Workloads.Where(PodCertificates.NeedsSecrets)
               from client in ClientCertificate.Of(caller)
               select Manifest(client, lifetime),
        ];
    }

    /// <summary>
    /// The SPIFFE ID alone, and no DNS name, which NATS would map to a user before it looks at the SPIFFE ID. PostgreSQL and nginx see only a subject,
    /// so there the certificate has one that says the same; Valkey reads the SPIFFE ID.
    /// </summary>
    internal static Certificate Manifest(ClientCertificate client, CertificateLifetime lifetime)
    {
        var certificate = WorkloadCertificate.Of(
            client.Name, client.Namespace, [CertificateUsage.ClientAuth], client.Identity.ToString(), lifetime);
        if (client.Server.Kind is ServerKind.Nats or ServerKind.Redis)
        {
            return certificate;
        }

        var subject = ClientSubject.Of(client.Identity);
        return certificate with
        {
            Spec = certificate.Spec! with
            {
                CommonName = subject.CommonName,
                Subject = new() { Organizations = [subject.Organization], OrganizationalUnits = [subject.OrganizationalUnit] },
            },
        };
    }
}

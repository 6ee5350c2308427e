using System.Diagnostics;
using Components.Intent;
using Components.Pki;
using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>
/// What a pod carries to have its certificates, in whichever way they are delivered: volumes, mounts, and containers beside its own. The files have the
/// same names and folders in every way that gives files, so that an application does not see the difference.
/// </summary>
internal sealed record PodCertificates
{
    private const string TrustBundleVolume = "trust-bundle";

    /// <summary>For the owner and the group to read (octal 0440): PostgreSQL refuses a key that others may read.</summary>
    private const int KeyMode = 288;

    /// <summary>The volumes.</summary>
    public required IReadOnlyList<Volume> Volumes { get; init; }

    /// <summary>Their mounts, in the application's container as in those beside it.</summary>
    public required IReadOnlyList<VolumeMount> Mounts { get; init; }

    /// <summary>Containers that run to their end before the others.</summary>
    public IReadOnlyList<Container> InitContainers { get; init; } = [];

    /// <summary>Containers that run beside the application's.</summary>
    public IReadOnlyList<Container> Sidecars { get; init; } = [];

    /// <summary>Whether a workload's certificates are written into Secrets; otherwise its pods ask for them themselves.</summary>
    public static bool NeedsSecrets(Workload workload) =>
        workload.Certificate.Delivery is CertificateDelivery.Secret or CertificateDelivery.StepRenew;

    /// <summary>The certificates of a workload's pods: a server's own, and one for each server that it calls.</summary>
    /// <param name="intent">The region.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="user">The user and group that the pod runs as.</param>
    /// <param name="lifetime">How long the certificates live, and who issues them.</param>
    public static PodCertificates Of(RegionIntent intent, Workload workload, int user, CertificateLifetime lifetime)
    {
        PodCertificate[] certificates = [.. Of(intent, workload, lifetime)];
        return workload.Certificate.Delivery switch
        {
            CertificateDelivery.Secret => FromSecrets(certificates),
            CertificateDelivery.Csi => ByCsi(certificates, user),
            CertificateDelivery.StepRenew => StepRenewal.Of(intent.Region, certificates, FromSecrets(certificates)),
            CertificateDelivery.SpiffeCsi when SpiffeHelper.IsNeededBy(workload) =>
                SpiffeHelper.Of(workload, certificates.Select(own => own.Folder), TrustBundleAt()),
            CertificateDelivery.SpiffeCsi => SpiffeSocket(workload),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The paths of the files of each server that a workload calls, under the variables that its settings name.</summary>
    public static IEnumerable<EnvVar> VariablesOf(Workload caller)
    {
        if (caller.Certificate.Delivery is CertificateDelivery.SpiffeCsi)
        {
            // SPIFFE Workload Endpoint, section 4: where a Workload API client looks.
            return [new() { Name = "SPIFFE_ENDPOINT_SOCKET", Value = $"unix://{caller.Certificate.Folder}/spire-agent.sock" }];
        }

        var names = caller.Certificate.Variables;
        return
            from client in ClientCertificate.Of(caller)
            let prefix = client.Server.Name.ToUpperInvariant().Replace('-', '_')
            let files = TlsFiles.ForCalls(caller, client.Server.Name)
            from variable in ((string Name, string Path)[])
                [(names.Certificate, files.Certificate), (names.Key, files.Key), (names.TrustBundle, files.TrustBundle)]
            select new EnvVar { Name = $"{prefix}_{variable.Name}", Value = variable.Path };
    }

    /// <summary>Whether a workload has certificates that the mesh does not give it.</summary>
    public static bool AreNeededBy(Workload workload) =>
        workload.Kind is not ServerKind.Mesh || workload.Outbound.Any(call => call.Kind is not ServerKind.Mesh);

    private static IEnumerable<PodCertificate> Of(RegionIntent intent, Workload workload, CertificateLifetime lifetime) =>
    [
        .. workload.Kind is ServerKind.Mesh
            ? (PodCertificate[])[]
            : [new PodCertificate("certificate", workload.Certificate.Folder, ServerCertificate.Of(intent, workload, lifetime))],
        .. ClientCertificate.Of(workload).Select(client => new PodCertificate(
            $"calls-{client.Server.Name}",
            TlsFiles.FolderForCalls(workload, client.Server.Name),
            ClientCertificateManifests.Manifest(client, lifetime))),
    ];

    private static PodCertificates FromSecrets(IReadOnlyList<PodCertificate> certificates) => WithTrustBundle(
        certificates,
        certificate => new() { Name = certificate.Volume, Secret = new() { SecretName = certificate.Manifest.Spec!.SecretName, DefaultMode = KeyMode } });

    private static PodCertificates ByCsi(IReadOnlyList<PodCertificate> certificates, int user) => WithTrustBundle(
        certificates,
        certificate => new()
        {
            Name = certificate.Volume,
            Csi = new() { Driver = CsiAttributes.Driver, ReadOnly = true, VolumeAttributes = CsiAttributes.Of(certificate.Manifest, user) },
        });

    /// <summary>The socket alone: certificate, key and bundle of every trust domain come through it, and never lie in a file.</summary>
    private static PodCertificates SpiffeSocket(Workload workload) => new()
    {
        Volumes = [SpiffeHelper.Socket],
        Mounts = [Mount(SpiffeHelper.SocketVolume, workload.Certificate.Folder)],
    };

    private static PodCertificates WithTrustBundle(IReadOnlyList<PodCertificate> certificates, Func<PodCertificate, Volume> volume)
    {
        var (bundle, mount) = TrustBundleAt();
        return new()
        {
            Volumes = [.. certificates.Select(volume), bundle],
            Mounts = [.. certificates.Select(certificate => Mount(certificate.Volume, certificate.Folder)), mount],
        };
    }

    private static (Volume Volume, VolumeMount Mount) TrustBundleAt() => (
        new() { Name = TrustBundleVolume, ConfigMap = new() { Name = TrustBundle.Name } },
        Mount(TrustBundleVolume, TlsFiles.TrustBundleFolder));

    private static VolumeMount Mount(string volume, string folder) => new() { Name = volume, MountPath = folder, ReadOnly = true };
}

using Components.Intent;
using Components.Platform;
using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>
/// Certificates that a sidecar renews at step-ca, which knows the bearer by the certificate that is about to end (smallstep, "step ca renew"). The first one
/// comes from cert-manager's Secret, so that a pod that starts again has one that is still valid. The files lie in memory, since a mounted Secret cannot be
/// written; the copying ends before the application starts, and the renewing runs beside it and never ends.
/// </summary>
internal static class StepRenewal
{
    /// <summary>The image of <c>step</c>.</summary>
    public const string Image = "docker.io/smallstep/step-cli:0.30.2";

    private const string IssuedFolder = "/issued";

    /// <summary>What a pod carries.</summary>
    /// <param name="region">The region, whose step-ca is called.</param>
    /// <param name="certificates">The certificates.</param>
    /// <param name="issued">How the pod would mount them from their Secrets.</param>
    public static PodCertificates Of(Region region, IReadOnlyList<PodCertificate> certificates, PodCertificates issued)
    {
        var ownVolumes = certificates.Select(certificate => certificate.Volume).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Volumes =
            [
                .. issued.Volumes.Select(volume => ownVolumes.Contains(volume.Name) ? volume with { Name = Issued(volume.Name) } : volume),
                .. certificates.Select(certificate => new Volume { Name = certificate.Volume, EmptyDir = new() { Medium = "Memory", SizeLimit = "1Mi" } }),
            ],
            Mounts = issued.Mounts,
            InitContainers = [.. certificates.Select(Copy)],
            Sidecars = [.. certificates.Select(certificate => Renew(region, certificate, issued))],
        };
    }

    private static Container Copy(PodCertificate certificate) => new()
    {
        Name = $"copy-{certificate.Volume}",
        Image = Image,
        Command =
        [
            "sh",
            "-c",
            $"cp {IssuedFolder}/tls.crt {IssuedFolder}/tls.key {certificate.Folder}/ && chmod 0600 {certificate.Folder}/tls.key {certificate.Folder}/tls.crt",
        ],
        Resources = RestrictedPod.Resources("10m", "16Mi", "64Mi"),
        SecurityContext = RestrictedPod.Container,
        VolumeMounts =
        [
            new() { Name = Issued(certificate.Volume), MountPath = IssuedFolder, ReadOnly = true },
            new() { Name = certificate.Volume, MountPath = certificate.Folder },
        ],
    };

    /// <summary>Renews when two thirds of the certificate's life are over, as <c>step</c> does where nothing else is said.</summary>
    private static Container Renew(Region region, PodCertificate certificate, PodCertificates issued)
    {
        var files = TlsFiles.In(certificate.Folder);
        return new()
        {
            Name = $"renew-{certificate.Volume}",
            Image = Image,
            Command =
            [
                "step", "ca", "renew", "--daemon",
                "--ca-url", StepCaNames.Url(region),
                "--root", files.TrustBundle,
                files.Certificate, files.Key,
            ],
            // step makes its own folder when it starts, and the image's file system is read-only.
            Env = [new() { Name = "STEPPATH", Value = $"{certificate.Folder}/.step" }],
            Resources = RestrictedPod.Resources("10m", "32Mi", "64Mi"),
            SecurityContext = RestrictedPod.Container,
            VolumeMounts =
            [
                .. issued.Mounts
                    .Where(mount => mount.MountPath is TlsFiles.TrustBundleFolder || mount.Name == certificate.Volume)
                    .Select(mount => mount.Name == certificate.Volume ? mount with { ReadOnly = null } : mount),
            ],
        };
    }

    private static string Issued(string volume) => $"{volume}-issued";
}

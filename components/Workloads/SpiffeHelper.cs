using Components.Intent;
using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>
/// Certificates of SPIRE as files, for servers that know nothing of its Workload API: spiffe-helper takes them from the socket that the SPIFFE CSI driver
/// mounts, and writes them into a volume in memory (spiffe/spiffe-helper v0.11.0, README). It runs once before the server starts, and then beside it.
/// </summary>
internal static class SpiffeHelper
{
    /// <summary>The image.</summary>
    public const string Image = "ghcr.io/spiffe/spiffe-helper:0.11.0";

    /// <summary>The file of the server's configuration in which its own lies.</summary>
    public const string FileName = "spiffe-helper.conf";

    /// <summary>The volume of the socket.</summary>
    public const string SocketVolume = "spiffe-workload-api";

    private const string Volume = "certificate";
    private const string SocketFolder = "/spiffe-workload-api";
    private const string ConfigurationFolder = "/etc/spiffe-helper";

    /// <summary>The socket's volume, in whatever pod.</summary>
    public static Volume Socket { get; } = new() { Name = SocketVolume, Csi = new() { Driver = "csi.spiffe.io", ReadOnly = true } };

    /// <summary>Its configuration, where a server's certificates come this way.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Configuration(Workload server) => IsNeededBy(server)
        ? [new(FileName, Settings(server.Certificate.Folder))]
        : [];

    /// <summary>Whether a workload's certificates come this way: a server's that SPIRE gives.</summary>
    public static bool IsNeededBy(Workload workload) =>
        workload is { Kind: not ServerKind.Mesh, Certificate.Delivery: CertificateDelivery.SpiffeCsi };

    /// <summary>What a pod carries. One certificate is enough: it holds for a server and for a client.</summary>
    /// <param name="server">The server.</param>
    /// <param name="folders">The folders in which the server looks for its certificates.</param>
    /// <param name="trustBundle">The volume and the mount of the region's trust bundle.</param>
    public static PodCertificates Of(Workload server, IEnumerable<string> folders, (Volume Volume, VolumeMount Mount) trustBundle) => new()
    {
        Volumes = [new() { Name = Volume, EmptyDir = new() { Medium = "Memory", SizeLimit = "1Mi" } }, Socket, trustBundle.Volume],
        Mounts = [.. folders.Select(folder => new VolumeMount { Name = Volume, MountPath = folder, ReadOnly = true }), trustBundle.Mount],
        InitContainers = [Container(server, "fetch-certificate", "-daemon-mode=false")],
        Sidecars = [Container(server, "renew-certificate", "-daemon-mode=true")],
    };

    /// <summary>
    /// The bundle is written because the program asks for its name; servers trust the region's own, which has the roots of every caller. Certificate, key
    /// and bundle are written in this order.
    /// </summary>
    private static string Settings(string folder) =>
        $"""
        agent_address = "{SocketFolder}/spire-agent.sock"
        cert_dir = "{folder}"
        svid_file_name = "tls.crt"
        svid_key_file_name = "tls.key"
        svid_bundle_file_name = "spire-bundle.pem"

        """;

    private static Container Container(Workload server, string name, string mode) => new()
    {
        Name = name,
        Image = Image,
        Args = ["-config", $"{ConfigurationFolder}/{FileName}", mode],
        Resources = RestrictedPod.Resources("10m", "32Mi", "64Mi"),
        SecurityContext = RestrictedPod.Container,
        VolumeMounts =
        [
            ServerPod.ConfigurationAt(ConfigurationFolder),
            new() { Name = SocketVolume, MountPath = SocketFolder, ReadOnly = true },
            new() { Name = Volume, MountPath = server.Certificate.Folder },
        ],
    };
}

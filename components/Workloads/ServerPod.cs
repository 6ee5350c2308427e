using Components.Intent;
using Components.Pki;
using Manifests.Core.V1;
using Manifests.Meta.V1;

namespace Components.Workloads;

/// <summary>What the pods of NATS and PostgreSQL share: labels, mounted certificate, trust bundle and configuration.</summary>
internal static class ServerPod
{
    private const string ConfigurationVolume = "configuration";
    private const string CertificateVolume = "certificate";
    private const string TrustBundleVolume = "trust-bundle";

    /// <summary>For the owner and the group to read (octal 0440): PostgreSQL refuses a key that others may read.</summary>
    private const int KeyMode = 288;

    /// <summary>The name of the ConfigMap that holds the server's configuration.</summary>
    public static string ConfigurationNameOf(Workload server) => $"{server.Name}-config";

    /// <summary>The ConfigMap.</summary>
    public static ConfigMap Configuration(Workload server, IReadOnlyDictionary<string, string> files) => new()
    {
        Metadata = new() { Name = ConfigurationNameOf(server), Namespace = server.Namespace, Labels = ObjectLabels.Common() },
        Data = new(files),
    };

    /// <summary>The pod's labels; also in a namespace with sidecars it has none, since it speaks TLS itself.</summary>
    public static ObjectMeta Metadata(Workload server) => new()
    {
        Labels = ObjectLabels.With([.. server.Labels, new("sidecar.istio.io/inject", "false")]),
    };

    /// <summary>The container's port.</summary>
    public static ContainerPort Port(Workload server) => new() { Name = server.Ports[0].Name, ContainerPortValue = server.Ports[0].TargetPort };

    /// <summary>The mounts of certificate and trust bundle, and of the configuration at a folder of the server's choice.</summary>
    public static IReadOnlyList<VolumeMount> Mounts(string configurationFolder) =>
    [
        Mount(ConfigurationVolume, configurationFolder),
        Mount(CertificateVolume, TlsFiles.CertificateFolder),
        Mount(TrustBundleVolume, TlsFiles.TrustBundleFolder),
    ];

    /// <summary>The volumes of those mounts.</summary>
    public static IReadOnlyList<Volume> Volumes(Workload server) =>
    [
        new() { Name = ConfigurationVolume, ConfigMap = new() { Name = ConfigurationNameOf(server) } },
        new() { Name = CertificateVolume, Secret = new() { SecretName = ServerCertificate.NameOf(server), DefaultMode = KeyMode } },
        new() { Name = TrustBundleVolume, ConfigMap = new() { Name = TrustBundle.Name } },
    ];

    private static VolumeMount Mount(string volume, string folder) => new() { Name = volume, MountPath = folder, ReadOnly = true };
}

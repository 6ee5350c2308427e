using Components.Intent;
using Manifests.Core.V1;
using Manifests.Meta.V1;

namespace Components.Workloads;

/// <summary>What the pods of servers outside the mesh share: labels and the mounted configuration.</summary>
internal static class ServerPod
{
    private const string ConfigurationVolume = "configuration";

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

    /// <summary>The container's ports.</summary>
    public static IEnumerable<ContainerPort> Ports(Workload server) =>
        server.Ports.Select(port => new ContainerPort { Name = port.Name, ContainerPortValue = port.TargetPort });

    /// <summary>The mounts of the configuration, at a folder of the server's choice, and of its certificates.</summary>
    public static IReadOnlyList<VolumeMount> Mounts(string configurationFolder, PodCertificates certificates) =>
        [new() { Name = ConfigurationVolume, MountPath = configurationFolder, ReadOnly = true }, .. certificates.Mounts];

    /// <summary>The volumes of those mounts.</summary>
    public static IReadOnlyList<Volume> Volumes(Workload server, PodCertificates certificates) =>
        [new() { Name = ConfigurationVolume, ConfigMap = new() { Name = ConfigurationNameOf(server) } }, .. certificates.Volumes];
}

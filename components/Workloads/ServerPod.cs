using Components.Intent;
using Manifests.Apps.V1;
using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>What servers outside the mesh share: the StatefulSet's frame, labels and the mounted configuration.</summary>
internal static class ServerPod
{
    private const string ConfigurationVolume = "configuration";
    private const string DataVolume = "data";

    /// <summary>The name of the ConfigMap that holds the server's configuration.</summary>
    public static string ConfigurationNameOf(Workload server) => $"{server.Name}-config";

    /// <summary>The ConfigMap.</summary>
    public static ConfigMap Configuration(Workload server, IReadOnlyDictionary<string, string> files) => new()
    {
        Metadata = new() { Name = ConfigurationNameOf(server), Namespace = server.Namespace, Labels = ObjectLabels.Common() },
        Data = new(files.Concat(SpiffeHelper.Configuration(server))),
    };

    /// <summary>The StatefulSet of one replica that runs the pod; each replica claims a volume of the size, if one is given.</summary>
    public static StatefulSet StatefulSet(Workload server, PodSpec pod, string? storageSize = null) => new()
    {
        Metadata = new() { Name = server.Name, Namespace = server.Namespace, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            Replicas = 1,
            ServiceName = server.Name,
            Selector = new() { MatchLabels = new(server.Labels) },
            Template = Template(server, pod),
            VolumeClaimTemplates = storageSize is null ? null : [Claim(storageSize)],
        },
    };

    /// <summary>A pod that runs as the user and has nothing of the cluster's: no token, no environment of other Services.</summary>
    public static PodSpec Spec(Workload server, int user) => new()
    {
        ServiceAccountName = server.ServiceAccount,
        AutomountServiceAccountToken = false,
        EnableServiceLinks = false,
        SecurityContext = RestrictedPod.Pod(user),
        Containers = [],
    };

    /// <summary>The mount of the claimed volume.</summary>
    public static VolumeMount Data(string path) => new() { Name = DataVolume, MountPath = path };

    /// <summary>The pod with its labels; also in a namespace with sidecars it has none, since it speaks TLS itself.</summary>
    public static PodTemplateSpec Template(Workload server, PodSpec pod) => new()
    {
        Metadata = new() { Labels = ObjectLabels.With([.. server.Labels, new("sidecar.istio.io/inject", "false")]) },
        Spec = pod,
    };

    /// <summary>The container's ports.</summary>
    public static IEnumerable<ContainerPort> Ports(Workload server) =>
        server.Ports.Select(port => new ContainerPort { Name = port.Name, ContainerPortValue = port.TargetPort });

    /// <summary>The mounts of the configuration, at a folder of the server's choice, and of its certificates.</summary>
    public static IReadOnlyList<VolumeMount> Mounts(string configurationFolder, PodCertificates certificates) =>
        [ConfigurationAt(configurationFolder), .. certificates.Mounts];

    /// <summary>The mount of the configuration at a folder.</summary>
    public static VolumeMount ConfigurationAt(string folder) => new() { Name = ConfigurationVolume, MountPath = folder, ReadOnly = true };

    /// <summary>The volumes of those mounts.</summary>
    public static IReadOnlyList<Volume> Volumes(Workload server, PodCertificates certificates) =>
        [new() { Name = ConfigurationVolume, ConfigMap = new() { Name = ConfigurationNameOf(server) } }, .. certificates.Volumes];

    private static PersistentVolumeClaim Claim(string size) => new()
    {
        Metadata = new() { Name = DataVolume, Labels = ObjectLabels.Common() },
        Spec = new() { AccessModes = ["ReadWriteOnce"], Resources = new() { Requests = new() { ["storage"] = size } } },
    };
}

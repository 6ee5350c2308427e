using Components.Intent;
using Manifests.Meta.V1;

namespace Components.Monitoring;

/// <summary>Names and labels of the monitoring objects.</summary>
internal static class MonitoringMetadata
{
    /// <summary>Metadata of an object in the monitoring namespace that the Prometheus operator selects.</summary>
    public static ObjectMeta For(RegionIntent intent, MonitoringOptions options, string name) => new()
    {
        Name = name,
        Namespace = intent.Mesh.MonitoringNamespace,
        Labels = ObjectLabels.With([new("release", options.Release)]),
    };
}

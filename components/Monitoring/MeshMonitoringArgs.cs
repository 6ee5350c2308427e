using Components.Intent;
using Pulumi;
using Trust.Hierarchy;

namespace Components.Monitoring;

/// <summary>What <see cref="MeshMonitoring"/> is made from.</summary>
public sealed class MeshMonitoringArgs : ResourceArgs
{
    /// <summary>The region that is watched.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>The CAs whose windows are watched.</summary>
    public required HierarchyPlan Hierarchy { get; init; }

    /// <summary>Thresholds and conventions. The default is the default of each.</summary>
    public MonitoringOptions Options { get; init; } = new();
}

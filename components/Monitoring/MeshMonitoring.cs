using Pulumi;

namespace Components.Monitoring;

/// <summary>
/// What watches a region's mutual TLS (<c>mtls:monitoring:MeshMonitoring</c>): monitors, rules with alerts, and the dashboard. The Prometheus
/// operator's kinds and the namespaces must be there before it.
/// </summary>
public sealed class MeshMonitoring : ComponentResource
{
    /// <summary>Registers <see cref="MonitoringManifests"/> as children.</summary>
    /// <param name="name">The resource's name; children are <c>&lt;name&gt;-&lt;namespace&gt;-&lt;kind&gt;-&lt;object&gt;</c>.</param>
    /// <param name="args">The region.</param>
    /// <param name="options">Parent, provider and dependencies.</param>
    public MeshMonitoring(string name, MeshMonitoringArgs args, ComponentResourceOptions? options = null)
        : base("mtls:monitoring:MeshMonitoring", name, args, options)
    {
        ArgumentNullException.ThrowIfNull(args);
        ManifestRegistration.RegisterAll(
            name,
            MonitoringManifests.For(args.Intent, args.Options, args.Hierarchy),
            new CustomResourceOptions { Parent = this });
        RegisterOutputs();
    }
}

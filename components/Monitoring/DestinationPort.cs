using Components.Intent;
using Manifests.Istio.Telemetry.V1;

namespace Components.Monitoring;

/// <summary>
/// A <c>Telemetry</c> for each namespace with sidecars that adds the tag <c>destination_port</c>, the pod's port, to what servers report.
/// </summary>
/// <remarks>
/// Istio's standard metrics have no port. One <c>Telemetry</c> without selector counts per namespace; metrics add up with those of the root
/// namespace, and access logs set there stay as they are (istio, pilot/pkg/model/telemetry.go).
/// </remarks>
internal static class DestinationPort
{
    public static IReadOnlyList<Telemetry> For(RegionIntent intent) => [.. MeshNamespaces.WithSidecars(intent).Select(In)];

    private static Telemetry In(string space) => new()
    {
        Metadata = new() { Name = "mtls-destination-port", Namespace = space, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            Metrics =
            [
                new()
                {
                    Providers = [new() { Name = "prometheus" }],
                    Overrides = [Tag(TelemetryMatchMetric.RequestCount), Tag(TelemetryMatchMetric.TcpOpenedConnections)],
                },
            ],
        },
    };

    private static TelemetryOverride Tag(TelemetryMatchMetric metric) => new()
    {
        Match = new() { Metric = metric, Mode = TelemetryMode.Server },
        TagOverrides = new()
        {
            ["destination_port"] = new() { Operation = TelemetryOperation.Upsert, Value = "string(destination.port)" },
        },
    };
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Components.Intent;
using Manifests.Core.V1;

namespace Components.Monitoring.Dashboards;

/// <summary>The dashboard as a <c>ConfigMap</c> that Grafana's sidecar picks up by its label.</summary>
internal static class DashboardConfigMap
{
    // PromQL is full of quotes and comparisons; the file is read by Grafana and people, never embedded in HTML.
    private static readonly DashboardJson Json = new(new JsonSerializerOptions(DashboardJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static ConfigMap For(RegionIntent intent)
    {
        var dashboard = MeshDashboard.For(intent);
        return new()
        {
            Metadata = new()
            {
                Name = "mtls-dashboard",
                Namespace = intent.Mesh.MonitoringNamespace,
                Labels = ObjectLabels.With([new("grafana_dashboard", "1")]),
            },
            Data = new() { [$"{dashboard.Uid}.json"] = JsonSerializer.Serialize(dashboard, Json.Dashboard) + "\n" },
        };
    }
}

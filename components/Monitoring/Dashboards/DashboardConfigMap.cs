using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Components.Intent;
using Manifests.Core.V1;

namespace Components.Monitoring.Dashboards;

/// <summary>The dashboard as a <c>ConfigMap</c> that Grafana's sidecar picks up by its label.</summary>
internal static class DashboardConfigMap
{
    // PromQL is full of quotes and comparisons; the file is read by Grafana and people, never embedded in HTML.
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ConfigMap For(RegionIntent intent, bool hasSpire)
    {
        var dashboard = MeshDashboard.For(intent, hasSpire);
        return new()
        {
            Metadata = new()
            {
                Name = "mtls-dashboard",
                Namespace = intent.Mesh.MonitoringNamespace,
                Labels = ObjectLabels.With([new("grafana_dashboard", "1")]),
            },
            Data = new() { [$"{dashboard.Uid}.json"] = Json(dashboard) + "\n" },
        };
    }

    private static string Json(Dashboard dashboard)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Layout))
        {
            JsonSerializer.Serialize(writer, dashboard, DashboardJson.Default.Dashboard);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}

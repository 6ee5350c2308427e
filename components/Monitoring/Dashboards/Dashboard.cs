namespace Components.Monitoring.Dashboards;

/// <summary>A Grafana dashboard in the classic JSON model, which every current Grafana provisions from files.</summary>
internal sealed record Dashboard
{
    /// <summary>The model's version that the panels below are written in.</summary>
    public int SchemaVersion { get; } = 39;

    /// <summary>The identifier in the dashboard's URL, at most 40 characters.</summary>
    public required string Uid { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>Tags by which it is found.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The reader's own time zone.</summary>
    public string Timezone { get; } = "browser";

    /// <summary>How often it reloads.</summary>
    public string Refresh { get; } = "1m";

    /// <summary>The span that it opens with.</summary>
    public TimeRange Time { get; } = new("now-6h", "now");

    /// <summary>Its variables.</summary>
    public required Templating Templating { get; init; }

    /// <summary>Its panels.</summary>
    public required IReadOnlyList<Panel> Panels { get; init; }
}

namespace Components.Monitoring.Dashboards;

/// <summary>Numbers panels and puts them in two columns.</summary>
internal static class PanelGrid
{
    private const int Width = 12;
    private const int Height = 8;

    public static IReadOnlyList<Panel> Arrange(IEnumerable<PanelContent> contents) =>
        [.. contents.Select((content, index) => At(content, index))];

    private static Panel At(PanelContent content, int index) => new()
    {
        Id = index + 1,
        Type = content.Type,
        Title = content.Title,
        Description = content.Description,
        GridPos = new(X: index % 2 * Width, Y: index / 2 * Height, Width, Height),
        FieldConfig = new(new() { Unit = content.Unit, Min = content.Min, Max = content.Max }),
        Targets = [.. content.Queries.Select((query, number) => new Target
        {
            RefId = ((char)('A' + number)).ToString(),
            Expr = query.Expression,
            LegendFormat = query.Legend,
            Instant = content.Type != "timeseries",
            Format = content.Type == "table" ? "table" : "time_series",
        })],
    };
}

namespace Components.Monitoring.Dashboards;

/// <summary>A panel's place on the grid, which is 24 columns wide.</summary>
/// <param name="X">Columns from the left.</param>
/// <param name="Y">Rows from the top.</param>
/// <param name="W">Columns that it takes.</param>
/// <param name="H">Rows that it takes.</param>
internal sealed record GridPosition(int X, int Y, int W, int H);

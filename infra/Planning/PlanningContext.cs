using Infra.Settings;

namespace Infra.Planning;

/// <summary>What every part of the resolution works with.</summary>
internal sealed record PlanningContext
{
    public required string Environment { get; init; }

    public required EnvironmentSettings Settings { get; init; }

    /// <summary>The day on which the settings are read, which external certificates are held against.</summary>
    public required DateOnly Today { get; init; }

    public required SettingsReport Report { get; init; }

    public required ExceptionRegister Exceptions { get; init; }

    public required References References { get; init; }

    /// <summary>The names of all regions, in ordinal order.</summary>
    public IReadOnlyList<string> RegionNames => [.. Settings.Regions.Keys];
}

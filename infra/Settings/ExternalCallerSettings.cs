namespace Infra.Settings;

/// <summary>A service that may call an external service.</summary>
internal sealed record ExternalCallerSettings
{
    [Setting("The service's name", Form = TextForm.ServiceName)]
    public required string From { get; init; }

    [Setting("The regions from which it may call", Form = TextForm.RegionName, Default = "every region that it runs in", AtLeast = 1)]
    public IReadOnlyList<string>? Regions { get; init; }
}

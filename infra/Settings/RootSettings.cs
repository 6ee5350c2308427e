namespace Infra.Settings;

/// <summary>A root CA.</summary>
internal sealed record RootSettings
{
    [Setting("Where the root stands in its life: published before it signs, retiring before it goes", Default = "active")]
    public RootPhase State { get; init; } = RootPhase.Active;

    [Setting("The first day of its validity (UTC)", Example = "2026-01-01")]
    public required DateOnly NotBefore { get; init; }

    [Setting("How long it is valid", Default = "3650d", Minimum = "365d", Maximum = "10950d")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(3650);

    [Setting("The curve of its key", Default = "P384")]
    public AuthorityKey Key { get; init; } = AuthorityKey.P384;

    [Setting("The region that it belongs to, with topology root-per-region", Form = TextForm.RegionName)]
    public string? Region { get; init; }
}

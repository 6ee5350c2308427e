using Trust.Bundles;
using Trust.X509;

namespace Infra.Settings;

/// <summary>A root CA.</summary>
internal sealed record RootSettings
{
    [Setting("Where the root stands in its life: published before it signs, retiring before it is gone", Default = "active")]
    public RootState State { get; init; } = RootState.Active;

    [Setting("The first day of its validity (UTC), and so its place in the bundles: the latest comes last", Example = "2026-01-01")]
    public required DateOnly NotBefore { get; init; }

    [Setting("How long it is valid", Default = "3650d", Minimum = "365d", Maximum = "10950d")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(3650);

    [Setting("The curve of its key", Default = "P384")]
    public KeyAlgorithm Key { get; init; } = KeyAlgorithm.EcdsaP384;

    [Setting("The region that it belongs to, with topology root-per-region", Form = TextForm.RegionName)]
    public string? Region { get; init; }
}

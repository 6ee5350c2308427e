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

    [Setting(
        "How many CAs may stand between the root and a leaf: 1 for the intermediates, 2 so that it can cross-sign its successor; never changed later",
        Default = "1", Minimum = "1", Maximum = "2")]
    public int PathLength { get; init; } = 1;

    [Setting(
        "The root before this one that signs it too, so that whoever knows only that root accepts what is below this one",
        Form = TextForm.Name, Default = "none", Example = "root-2026")]
    public string? CrossSignedBy { get; init; }

    [Setting("The certificate in PEM of an external root, whose key somebody else keeps; lifetime and key are then its own", Form = TextForm.Certificates)]
    public string? Certificate { get; init; }
}

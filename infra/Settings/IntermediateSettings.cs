namespace Infra.Settings;

/// <summary>A region's intermediate CA.</summary>
internal sealed record IntermediateSettings
{
    [Setting(
        "Counts the intermediates of the region; one more means a new key and certificate",
        Default = "1", Minimum = "1", Maximum = "9999")]
    public int Generation { get; init; } = 1;

    [Setting("The first day of its validity (UTC)", Example = "2026-01-01")]
    public required DateOnly NotBefore { get; init; }

    [Setting("How long it is valid", Default = "mtls:trust.intermediates.lifetime", Minimum = "30d", Maximum = "3650d")]
    public TimeSpan? Lifetime { get; init; }

    [Setting("The root that signs it", Form = TextForm.Name, Default = "the active root, with topology root-per-region the region's own")]
    public string? Root { get; init; }

    [Setting("The certificates that an external root signed for the region's generation")]
    public IntermediateCertificates? Certificates { get; init; }

    [Setting(
        "A generation for which only keys and signing requests are made, for an external root to sign; where it is the region's own, nothing else of the region is deployed",
        Minimum = "1", Maximum = "9999")]
    public int? Request { get; init; }
}

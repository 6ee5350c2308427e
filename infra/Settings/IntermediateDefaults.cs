namespace Infra.Settings;

/// <summary>What the regional intermediates have in common.</summary>
internal sealed record IntermediateDefaults
{
    [Setting("How long an intermediate is valid", Default = "730d", Minimum = "30d", Maximum = "3650d")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(730);

    [Setting("The curve of an intermediate's key", Default = "P256")]
    public AuthorityKey Key { get; init; } = AuthorityKey.P256;
}

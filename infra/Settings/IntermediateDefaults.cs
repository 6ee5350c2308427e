using Trust.X509;

namespace Infra.Settings;

/// <summary>What the regional intermediates have in common.</summary>
internal sealed record IntermediateDefaults
{
    [Setting("How long an intermediate is valid", Default = "730d", Minimum = "30d", Maximum = "3650d")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(730);

    [Setting("How long before its end the next generation has to sign in its place", Default = "90d", Minimum = "1d", Maximum = "3649d")]
    public TimeSpan RenewBefore { get; init; } = TimeSpan.FromDays(90);

    [Setting("The curve of an intermediate's key", Default = "P256")]
    public KeyAlgorithm Key { get; init; } = KeyAlgorithm.EcdsaP256;
}

using Manifests.CertManager.V1;

namespace Policies.Rules.Certificates;

/// <summary>A renewal that is not inside the certificate's life, or not what cert-manager takes.</summary>
internal sealed class RenewalOutsideLife : ObjectRule<Certificate>
{
    private static readonly TimeSpan DefaultLife = TimeSpan.FromDays(90);
    private static readonly TimeSpan ShortestLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestRenewal = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS182",
        Level = FindingLevel.Error,
        Title = "renewal outside the certificate's life",
        Remedy = "leave renewBefore out (a third of the life is the default), or set it between 5 minutes and the life",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<Certificate> manifest)
    {
        if (manifest.Object.Spec is not { } spec)
        {
            yield break;
        }

        var life = GoTime.Parse(spec.Duration) ?? DefaultLife;
        if (life < ShortestLife)
        {
            yield return Find(manifest, "spec.duration", $"{spec.Duration} is shorter than the hour that cert-manager takes at least");
        }

        if (GoTime.Parse(spec.RenewBefore) is { } before && (before >= life || before < ShortestRenewal))
        {
            var message = before >= life
                ? $"{spec.RenewBefore} before the end of {spec.Duration ?? "2160h"} the certificate does not exist yet, so it is renewed for ever"
                : $"{spec.RenewBefore} is shorter than the 5 minutes that cert-manager takes at least";
            yield return Find(manifest, "spec.renewBefore", message);
        }

        if (spec.RenewBeforePercentage is <= 0 or >= 100)
        {
            yield return Find(manifest, "spec.renewBeforePercentage", $"{spec.RenewBeforePercentage} % of the life before its end is not inside it");
        }

        if (spec is { RenewBefore: not null, RenewBeforePercentage: not null })
        {
            yield return Find(manifest, "spec.renewBeforePercentage", "cert-manager refuses renewBefore and renewBeforePercentage together");
        }
    }
}

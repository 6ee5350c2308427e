namespace Trust.Issuing;

/// <summary>How long certificates of a profile live, and when they are renewed.</summary>
/// <param name="Profile">The profile's name, as in <see cref="CertificateProfile.Name"/>.</param>
/// <param name="Lifetime">The usual life.</param>
/// <param name="RenewBefore">How long before its end the next one takes over.</param>
/// <param name="Issuer">The profile that signs it; null for a root.</param>
public sealed record ProfileLife(string Profile, TimeSpan Lifetime, TimeSpan RenewBefore, string? Issuer)
{
    /// <summary>The usual lives: what the settings' defaults are, and what suits the systems of <see cref="SignerProfiles"/>.</summary>
    public static IReadOnlyList<ProfileLife> All { get; } =
    [
        new("root", Days(3650), Days(1095), null),
        new("regional intermediate", Days(730), Days(90), "root"),
        new("step-ca intermediate", Days(730), Days(90), "root"),
        new("Linkerd identity issuer", Days(365), Days(60), "root"),
        new("SPIRE upstream", Days(730), Days(90), "root"),
        new("workload", TimeSpan.FromHours(24), TimeSpan.FromHours(12), "regional intermediate"),
        new("server", Days(30), Days(10), "regional intermediate"),
        new("client", Days(30), Days(10), "regional intermediate"),
    ];

    /// <summary>
    /// What is wrong with the arithmetic: a renewal that is not inside the life, a certificate that an issuer at the end of its own could not
    /// sign to its full length.
    /// </summary>
    public static IReadOnlyList<TrustFinding> Check(IReadOnlyList<ProfileLife> lives)
    {
        ArgumentNullException.ThrowIfNull(lives);
        var byName = lives.ToDictionary(life => life.Profile, StringComparer.Ordinal);
        return [.. lives.SelectMany(life => Problems(life, life.Issuer is { } issuer ? byName.GetValueOrDefault(issuer) : null))];
    }

    private static IEnumerable<TrustFinding> Problems(ProfileLife life, ProfileLife? issuer)
    {
        if (life.RenewBefore <= TimeSpan.Zero || life.RenewBefore >= life.Lifetime)
        {
            yield return new TrustFinding(
                TrustRule.RenewalWindow,
                life.Profile,
                $"its renewal {DurationWords.Of(life.RenewBefore)} before the end is not inside its life of {DurationWords.Of(life.Lifetime)}",
                "renew it later than its start and before its end");
        }

        if (issuer is not null && life.Lifetime > issuer.RenewBefore)
        {
            yield return new TrustFinding(
                TrustRule.IssuerWindow,
                life.Profile,
                $"its life of {DurationWords.Of(life.Lifetime)} is longer than the {DurationWords.Of(issuer.RenewBefore)} that its issuer, "
                + $"{issuer.Profile}, still has when it is replaced",
                "replace the issuer earlier, or shorten the life");
        }
    }

    private static TimeSpan Days(int days) => TimeSpan.FromDays(days);
}

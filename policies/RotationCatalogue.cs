namespace Policies;

/// <summary>The rules for a change of trust: what handshakes between the old and the new show.</summary>
public static class RotationCatalogue
{
    /// <summary>A handshake fails that has to succeed while a change is taken up.</summary>
    public static Rule BrokenHandshake { get; } = new()
    {
        Code = "MTLS160",
        Level = FindingLevel.Error,
        Title = "change of trust breaks handshakes",
        Remedy = "take the steps that 'infra rotate plan' prints, one at a time",
    };

    /// <summary>A handshake succeeds that has to fail.</summary>
    public static Rule OpenHandshake { get; } = new()
    {
        Code = "MTLS161",
        Level = FindingLevel.Error,
        Title = "change of trust lets a stranger in",
        Remedy = "take the other region's trust domain out of what the servers accept",
    };

    /// <summary>A running istiod does not take up the new roots.</summary>
    public static Rule IgnoredReload { get; } = new()
    {
        Code = "MTLS162",
        Level = FindingLevel.Error,
        Title = "istiod ignores the change of roots",
        Remedy = "add roots at the end of the list or take some away, and never both at once",
    };

    /// <summary>Proxies have certificates that nobody renews after the change.</summary>
    public static Rule UnrenewedCertificates { get; } = new()
    {
        Code = "MTLS164",
        Level = FindingLevel.Warning,
        Title = "certificates that nobody renews after the change",
        Remedy = "deploy it, then restart every pod with a proxy within half of workloadLifetime; take SPIRE itself out in a later change",
    };

    /// <summary>The rules, ordered by code.</summary>
    public static IReadOnlyList<Rule> All { get; } = [BrokenHandshake, OpenHandshake, IgnoredReload, UnrenewedCertificates];
}

namespace Components.Workloads;

/// <summary>How long the certificates of workloads outside the mesh live: <c>mtls:trust.servers</c> of the stack file.</summary>
/// <param name="Duration">From issue to end; cert-manager takes an hour or more.</param>
/// <param name="RenewBefore">How long before its end cert-manager renews it; shorter than <paramref name="Duration"/>, five minutes or more.</param>
public sealed record CertificateLifetime(TimeSpan Duration, TimeSpan RenewBefore)
{
    /// <summary>A time as Go writes it in whole seconds, such as <c>720h</c> or <c>1h30m</c>, which is what cert-manager reads.</summary>
    internal static string Text(TimeSpan time)
    {
        var parts = new[] { (Value: (long)time.TotalHours, Unit: 'h'), (time.Minutes, 'm'), (time.Seconds, 's') };
        return string.Concat(parts.Where(part => part.Value > 0).Select(part => $"{part.Value}{part.Unit}"));
    }
}

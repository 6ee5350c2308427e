using Components.Pki;

namespace Components.Workloads;

/// <summary>How long the certificates of workloads outside the mesh live (<c>mtls:trust.servers</c> of the stack file), and who issues them.</summary>
/// <param name="Duration">From issue to end; cert-manager takes an hour or more.</param>
/// <param name="RenewBefore">How long before its end cert-manager renews it; shorter than <paramref name="Duration"/>, five minutes or more.</param>
public sealed record CertificateLifetime(TimeSpan Duration, TimeSpan RenewBefore)
{
    /// <summary>The issuer. The default is the region's <see cref="WorkloadIssuer"/>.</summary>
    public IssuerName Issuer { get; init; } = WorkloadIssuer.Reference;
}

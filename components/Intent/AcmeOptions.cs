namespace Components.Intent;

/// <summary>The account at a public CA that issues by ACME (RFC 8555), and how it is shown that the names are ours.</summary>
public sealed record AcmeOptions
{
    /// <summary>The account's address, to which the CA writes when something is wrong.</summary>
    public required string Email { get; init; }

    /// <summary>The directory that the edge's certificates come from. Issuers of both exist. The default is <see cref="AcmeDirectory.Production"/>.</summary>
    public AcmeDirectory Directory { get; init; } = AcmeDirectory.Production;

    /// <summary>HTTP-01; null where it is not used. One of the two is stated.</summary>
    public HttpChallenge? Http { get; init; }

    /// <summary>DNS-01, the only one that a CA takes for wildcard names; null where it is not used.</summary>
    public DnsChallenge? Dns { get; init; }
}

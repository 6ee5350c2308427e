namespace Policies.Rules.Edge;

/// <summary>An issuer by ACME.</summary>
/// <param name="Name">Its kind and name.</param>
/// <param name="Server">The directory's URL.</param>
/// <param name="HasDnsChallenge">Whether some solver proves names by DNS-01.</param>
internal sealed record AcmeIssuer(string Name, string Server, bool HasDnsChallenge);

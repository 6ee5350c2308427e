namespace Components.Pki;

/// <summary>An issuer of cert-manager's, as a Certificate's <c>issuerRef</c> names it.</summary>
/// <param name="Name">The issuer's name.</param>
/// <param name="Kind">Its kind, such as <c>ClusterIssuer</c>.</param>
/// <param name="Group">Its API group, such as <c>cert-manager.io</c>; external issuers have their own.</param>
public sealed record IssuerName(string Name, string Kind, string Group);

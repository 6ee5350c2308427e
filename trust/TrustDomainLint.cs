namespace Trust;

/// <summary>Finds trust-domain names that are legal SPIFFE and on which verifiers nevertheless disagree.</summary>
/// <remarks>
/// A trust domain becomes a URI host, a name constraint and often a DNS name, so it must be all three. BoringSSL refuses underscores, Go
/// reads a URI constraint as a whole subtree, and IP-like hosts are refused or compared as addresses.
/// </remarks>
public static class TrustDomainLint
{
    /// <summary>Checks each name, and each pair; findings come in the order of the names.</summary>
    public static IReadOnlyList<TrustFinding> Check(IReadOnlyList<TrustDomain> trustDomains)
    {
        ArgumentNullException.ThrowIfNull(trustDomains);
        return [.. trustDomains.Distinct().SelectMany(domain => NameFindings(domain).Concat(OverlapFindings(domain, trustDomains)))];
    }

    private static IEnumerable<TrustFinding> NameFindings(TrustDomain domain)
    {
        if (domain.Name.Contains('_'))
        {
            yield return BadName(
                domain, "it holds an underscore, which is no DNS name; BoringSSL (Envoy) refuses certificates that hold it", "use a dash");
        }
        else if (!DnsName.TryParse(domain.Name, out _, out var reason))
        {
            yield return BadName(
                domain, $"it is no DNS name ({reason}), so verifiers refuse or misread it in a name constraint", "choose a DNS name");
        }

        if (!domain.Name.Contains('.'))
        {
            yield return BadName(
                domain, "it is a single label, which is easily the same in another organisation", "put it below a DNS domain that you own");
        }
    }

    private static IEnumerable<TrustFinding> OverlapFindings(TrustDomain domain, IReadOnlyList<TrustDomain> all) =>
        all.Distinct().Where(domain.IsSubdomainOf).Select(parent => new TrustFinding(
            TrustRule.TrustDomainOverlap,
            domain.Name,
            $"it is below the trust domain {parent}, and Go lets a CA that is constrained to {parent} sign for it too",
            "give the trust domains names of which none ends in another"));

    private static TrustFinding BadName(TrustDomain domain, string message, string remedy) =>
        new(TrustRule.TrustDomainName, domain.Name, message, remedy);
}

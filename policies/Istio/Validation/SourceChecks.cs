namespace Policies.Istio.Validation;

/// <summary>The <c>source</c> of an AuthorizationPolicy's rule.</summary>
internal static class SourceChecks
{
    private static readonly string[] Identities = ["principals", "notPrincipals", "namespaces", "notNamespaces"];
    private static readonly string[] ServiceAccounts = ["serviceAccounts", "notServiceAccounts"];
    private static readonly string[] TrustDomains = ["trustDomains", "notTrustDomains"];
    private static readonly string[] RequestPrincipals = ["requestPrincipals", "notRequestPrincipals"];
    private static readonly string[] Addresses = ["ipBlocks", "notIpBlocks", "remoteIpBlocks", "notRemoteIpBlocks"];
    private static readonly string[] All = [.. Identities, .. ServiceAccounts, .. TrustDomains, .. RequestPrincipals, .. Addresses];
    private static readonly string[] Tcp = [.. Identities, .. ServiceAccounts, .. Addresses];

    /// <summary>What a provider cannot be asked about: it is called before anybody is authenticated.</summary>
    private static readonly string[] NotCustom = [.. Identities, .. ServiceAccounts, .. TrustDomains, .. RequestPrincipals];

    public static void Check(Field source, string action, Problems problems)
    {
        if (!All.Any(name => source[name].IsFilled))
        {
            problems.Error(source, "the source must not be empty");
            return;
        }

        if (Identities.Any(name => source[name].IsFilled) && ServiceAccounts.Any(name => source[name].IsFilled))
        {
            problems.Error(source, "service accounts cannot be set together with namespaces or principals");
        }

        foreach (var name in NotCustom.Where(name => action == "CUSTOM" && source[name].IsFilled))
        {
            problems.Error(source[name], "CUSTOM cannot use the field");
        }

        foreach (var name in Identities.Concat(RequestPrincipals))
        {
            ValueChecks.NotEmpty(source[name], problems);
        }

        foreach (var name in ServiceAccounts)
        {
            ValueChecks.ServiceAccounts(source[name], problems);
        }

        foreach (var name in TrustDomains)
        {
            ValueChecks.TrustDomains(source[name], problems);
        }

        foreach (var name in Addresses)
        {
            ValueChecks.Addresses(source[name], problems);
        }
    }

    /// <summary>Whether a source has something that means something on a TCP port too.</summary>
    public static bool HasTcpAttribute(Field source) => Tcp.Any(name => source[name].IsPresent);
}

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
    private static readonly string[] Words = [.. Identities, .. RequestPrincipals];
    private static readonly string[] Tcp = [.. Identities, .. ServiceAccounts, .. Addresses];

    /// <summary>What a provider cannot be asked about: it is called before anybody is authenticated.</summary>
    private static readonly string[] NotCustom = [.. Identities, .. ServiceAccounts, .. TrustDomains, .. RequestPrincipals];

    public static void Check(Field source, string action, Problems problems)
    {
        if (!source.Present(All).Any(values => values.IsFilled))
        {
            problems.Error(source, "the source must not be empty");
            return;
        }

        if (source.Present(Identities).Any(values => values.IsFilled) && source.Present(ServiceAccounts).Any(values => values.IsFilled))
        {
            problems.Error(source, "service accounts cannot be set together with namespaces or principals");
        }

        foreach (var values in source.Present(NotCustom).Where(values => action == "CUSTOM" && values.IsFilled))
        {
            problems.Error(values, "CUSTOM cannot use the field");
        }

        foreach (var values in source.Present(Words))
        {
            ValueChecks.NotEmpty(values, problems);
        }

        foreach (var values in source.Present(ServiceAccounts))
        {
            ValueChecks.ServiceAccounts(values, problems);
        }

        foreach (var values in source.Present(TrustDomains))
        {
            ValueChecks.TrustDomains(values, problems);
        }

        foreach (var values in source.Present(Addresses))
        {
            ValueChecks.Addresses(values, problems);
        }
    }

    /// <summary>Whether a source has something that means something on a TCP port too.</summary>
    public static bool HasTcpAttribute(Field source) => source.Present(Tcp).Any();
}

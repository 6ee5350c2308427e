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
        // Of all that a source could ask for it asks for one thing or two.
        List<Field> present = [.. source.Present(All)];
        if (!present.Exists(values => values.IsFilled))
        {
            problems.Error(source, "the source must not be empty");
            return;
        }

        if (present.Exists(values => values.IsFilled && Identities.Contains(values.Name))
            && present.Exists(values => values.IsFilled && ServiceAccounts.Contains(values.Name)))
        {
            problems.Error(source, "service accounts cannot be set together with namespaces or principals");
        }

        if (action == "CUSTOM")
        {
            Each(present, NotCustom, problems, NotFilled);
        }

        Each(present, Words, problems, ValueChecks.NotEmpty);
        Each(present, ServiceAccounts, problems, ValueChecks.ServiceAccounts);
        Each(present, TrustDomains, problems, ValueChecks.TrustDomains);
        Each(present, Addresses, problems, ValueChecks.Addresses);
    }

    private static void NotFilled(Field values, Problems problems)
    {
        if (values.IsFilled)
        {
            problems.Error(values, "CUSTOM cannot use the field");
        }
    }

    private static void Each(List<Field> present, string[] names, Problems problems, Action<Field, Problems> check)
    {
        foreach (var values in present)
        {
            if (names.Contains(values.Name))
            {
                check(values, problems);
            }
        }
    }

    /// <summary>Whether a source has something that means something on a TCP port too.</summary>
    public static bool HasTcpAttribute(Field source) => source.Present(Tcp).Any();
}

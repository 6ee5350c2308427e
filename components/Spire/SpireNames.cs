using Trust;

namespace Components.Spire;

/// <summary>The names that SPIRE's chart, its Secret and its objects have to agree on.</summary>
public static class SpireNames
{
    /// <summary>The namespace of the server, as the chart's recommended layout has it.</summary>
    public const string ServerNamespace = "spire-server";

    /// <summary>The namespace of the agents and of the CSI driver, which mount host paths.</summary>
    public const string SystemNamespace = "spire-system";

    /// <summary>The class of the objects that this server's controller manager looks at.</summary>
    public const string ClassName = "mtls";

    /// <summary>The Secret with the CA that SPIRE's own CA is signed by.</summary>
    public const string UpstreamSecret = "spiffe-upstream-ca";

    /// <summary>The Service at which other trust domains fetch this one's bundle.</summary>
    public const string BundleEndpoint = "spire-bundle-endpoint";

    /// <summary>The port of that Service and of the container behind it.</summary>
    public const int BundlePort = 8443;

    /// <summary>
    /// The country in the subject of SPIRE's CA: the chart refuses its own example values, and ZZ is the code for no country (ISO 3166-1, user-assigned).
    /// </summary>
    public const string SubjectCountry = "ZZ";

    /// <summary>The port on which agents call the server.</summary>
    public const int ServerPort = 8081;

    /// <summary>The controller manager's webhook, which the API server calls.</summary>
    public const int WebhookPort = 9443;

    /// <summary>The metrics of the server, its controller manager and the agents.</summary>
    public static IReadOnlyList<int> Metrics { get; } = [8082, 9988];

    /// <summary>The common name of SPIRE's own CA in a region.</summary>
    public static string AuthoritySubject(string region) => $"{region} SPIRE";

    /// <summary>The identity with which a server shows its bundle.</summary>
    public static SpiffeId Server(TrustDomain trustDomain) => SpiffeId.Parse($"spiffe://{trustDomain}/spire/server");
}

namespace Trust;

/// <summary>A SPIFFE ID: <c>spiffe://&lt;trust domain&gt;&lt;path&gt;</c> (SPIFFE-ID, section 2).</summary>
public readonly record struct SpiffeId
{
    private SpiffeId(TrustDomain trustDomain, string path) => (TrustDomain, Path) = (trustDomain, path);

    /// <summary>The trust domain that issues the identity.</summary>
    public TrustDomain TrustDomain { get; }

    /// <summary>The path with its leading slash, or an empty string.</summary>
    public string Path { get; }

    /// <summary>The identity that Istio gives to a Kubernetes service account.</summary>
    public static SpiffeId ForServiceAccount(TrustDomain trustDomain, string @namespace, string serviceAccount) =>
        new(trustDomain, $"/ns/{@namespace}/sa/{serviceAccount}");

    /// <inheritdoc/>
    public override string ToString() => $"spiffe://{TrustDomain}{Path}";
}

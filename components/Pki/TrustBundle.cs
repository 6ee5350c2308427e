namespace Components.Pki;

/// <summary>
/// The combined trust bundle as workloads outside the mesh find it: a ConfigMap in every namespace that carries <see
/// cref="ObjectLabels.TrustBundle"/>.
/// </summary>
public static class TrustBundle
{
    /// <summary>The name of the trust-manager <c>Bundle</c>, and so of the ConfigMap that it writes.</summary>
    public const string Name = "mtls-trust-bundle";

    /// <summary>The ConfigMap's key that holds the roots in PEM.</summary>
    public const string Key = "ca-bundle.pem";

    /// <summary>The name of the ConfigMap beside trust-manager from which it reads the roots.</summary>
    public const string SourceName = "mtls-roots";
}

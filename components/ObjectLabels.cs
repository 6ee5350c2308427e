namespace Components;

/// <summary>The labels that this program puts on everything that it creates.</summary>
public static class ObjectLabels
{
    /// <summary>
    /// Set to <c>enabled</c> on the namespaces that get the combined trust bundle: what trust-manager's <c>Bundle</c> selects on.
    /// </summary>
    public const string TrustBundle = "mtls/trust-bundle";

    /// <summary>Set to the form of a keystore (<c>pkcs12</c>, <c>jks</c>) on the namespaces whose JVMs read the bundle from one.</summary>
    public const string TrustKeystore = "mtls/trust-keystore";

    /// <summary>Set to the data plane (<c>linkerd</c>) on the namespaces whose pods get proxies of another than Istio.</summary>
    public const string DataPlane = "mtls/data-plane";

    /// <summary>A new map with the labels that everything carries.</summary>
    public static Dictionary<string, string> Common() => With();

    /// <summary>A new map with the labels that everything carries, and others.</summary>
    public static Dictionary<string, string> With(params IEnumerable<KeyValuePair<string, string>> others) =>
        new(others, StringComparer.Ordinal)
        {
            ["app.kubernetes.io/managed-by"] = "pulumi",
            ["app.kubernetes.io/part-of"] = "mtls",
        };
}

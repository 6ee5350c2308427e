namespace Components;

/// <summary>The labels that this program puts on everything that it creates.</summary>
public static class ObjectLabels
{
    /// <summary>
    /// Set to <c>enabled</c> on the namespaces that get the combined trust bundle: what trust-manager's <c>Bundle</c> selects on.
    /// </summary>
    public const string TrustBundle = "mtls/trust-bundle";

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

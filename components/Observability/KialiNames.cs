using Components.Intent;

namespace Components.Observability;

/// <summary>The names that Kiali's chart, its objects and its policies have to agree on.</summary>
public static class KialiNames
{
    /// <summary>Its namespace, its release, its workload, and the service account that the chart makes.</summary>
    public const string Name = "kiali";

    /// <summary>The ConfigMap in which Kiali looks for the roots of its backends, and so the Bundle that writes it.</summary>
    public const string BundleName = "kiali-cabundle";

    /// <summary>The key that it reads there.</summary>
    public const string BundleKey = "additional-ca-bundle.pem";

    /// <summary>The Secret with the key that signs the sessions of those who log in.</summary>
    public const string SessionSecret = "kiali-session-key";

    /// <summary>The key's name in that Secret.</summary>
    public const string SessionKey = "key";

    /// <summary>The Certificate of Prometheus, and its Secret.</summary>
    public const string PrometheusCertificate = "prometheus-tls";

    /// <summary>The labels of its pods.</summary>
    public static IReadOnlyDictionary<string, string> Labels { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["app.kubernetes.io/name"] = Name };

    /// <summary>Whether a workload is Kiali.</summary>
    internal static bool Is(RegionIntent intent, Workload workload) =>
        intent.Kiali is not null && (workload.Namespace, workload.Name) == (Name, Name);
}

using Components.Intent;
using Components.Pki;
using Manifests.Core.V1;
using Manifests.Meta.V1;

namespace Components.Mesh;

/// <summary>The application namespaces of a region, enrolled in the mesh and held to a Pod Security level.</summary>
public static class NamespaceManifests
{
    /// <summary>
    /// The Kubernetes version whose Pod Security Standards are meant. Pinned, so that a cluster upgrade does not tighten them unseen; an older
    /// cluster takes its own latest.
    /// </summary>
    public const string PodSecurityVersion = "v1.36";

    /// <summary>
    /// The namespaces, ordered by name: the region's own, and those that hold nothing here but the Services of destinations in other regions.
    /// </summary>
    public static IReadOnlyList<Namespace> For(RegionIntent intent) =>
    [
        .. intent.Namespaces
            .Select(own => Namespace(own.Name, own.PodSecurity, own.Injected, own.Keystore))
            .Concat(RemoteDestinations.NamespacesOf(intent).Select(name => Namespace(name, PodSecurityLevel.Restricted, injected: false)))
            .OrderBy(manifest => manifest.Metadata.Name, StringComparer.Ordinal),
    ];

    private static Namespace Namespace(string name, PodSecurityLevel level, bool injected, KeystoreFormat? keystore = null) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = name,
            Labels = ObjectLabels.With(
            [
                new("istio-injection", injected ? "enabled" : "disabled"),
                new(ObjectLabels.TrustBundle, "enabled"),
                .. keystore is { } format
                    ? (KeyValuePair<string, string>[])[new(ObjectLabels.TrustKeystore, TrustKeystore.Label(format))]
                    : [],
                .. PodSecurityLabels(WireName.Of(level)),
            ]),
        },
    };

    /// <summary>Warnings and audit records repeat what is enforced, since enforcement looks at Pods only and they also look at Deployments.</summary>
    private static IEnumerable<KeyValuePair<string, string>> PodSecurityLabels(string level)
    {
        foreach (var mode in (string[])["enforce", "audit", "warn"])
        {
            yield return new($"pod-security.kubernetes.io/{mode}", level);
            yield return new($"pod-security.kubernetes.io/{mode}-version", PodSecurityVersion);
        }
    }
}

using Components.Intent;
using Components.Linkerd;
using Components.Pki;
using Components.Platform;
using Manifests.Core.V1;
using Manifests.Meta.V1;

namespace Components.Mesh;

/// <summary>The application namespaces of a region, enrolled in their mesh and held to a Pod Security level.</summary>
public static class NamespaceManifests
{
    private static readonly PerIntent<IReadOnlyList<Namespace>> Made = new(Make);

    /// <summary>
    /// The Kubernetes version whose Pod Security Standards are meant. Pinned, so that a cluster upgrade does not tighten them unseen; an older
    /// cluster takes its own latest.
    /// </summary>
    public const string PodSecurityVersion = "v1.36";

    /// <summary>
    /// The namespaces, ordered by name: the region's own, and those that hold nothing here but the Services of destinations in other regions.
    /// </summary>
    public static IReadOnlyList<Namespace> For(RegionIntent intent) => Made.Of(intent);

    private static IReadOnlyList<Namespace> Make(RegionIntent intent) =>
    [
        .. intent.Namespaces
            .Select(own => Enrolled(intent, own, Namespace(own.Name, own.PodSecurity, [.. Enrolment(intent, own), .. Autocert(own)], own.Keystore)))
            .Concat(RemoteDestinations.NamespacesOf(intent).Select(name => Namespace(name, PodSecurityLevel.Restricted, NotInjected)))
            .OrderBy(manifest => manifest.Metadata.Name, StringComparer.Ordinal),
    ];

    private static IReadOnlyList<KeyValuePair<string, string>> NotInjected { get; } = [new("istio-injection", "disabled")];

    private static Namespace Enrolled(RegionIntent intent, NamespaceIntent own, Namespace manifest) => !own.InLinkerd
        ? manifest
        : manifest with
        {
            Metadata = manifest.Metadata with
            {
                Labels = new(manifest.Metadata.Labels!.Append(new(ObjectLabels.DataPlane, WireName.Of(DataPlaneKind.Linkerd))).ToDictionary()),
                Annotations = new(LinkerdEnrolment.Annotations(intent, own.Name)),
            },
        };

    /// <summary>
    /// What makes the namespace's pods part of the mesh. The ingress gateway, too, has to go through the waypoint: by itself it would call the pods.
    /// </summary>
    private static IReadOnlyList<KeyValuePair<string, string>> Enrolment(RegionIntent intent, NamespaceIntent own)
    {
        if (!own.Injected)
        {
            return NotInjected;
        }

        if (!intent.Region.IsAmbient)
        {
            // Beside istio-injection, istio.io/rev would be ignored.
            return [own.Revision is { } revision ? new("istio.io/rev", revision) : new("istio-injection", "enabled")];
        }

        KeyValuePair<string, string> ambient = new("istio.io/dataplane-mode", "ambient");
        return intent.Waypoints.Contains(own.Name)
            ? [ambient, new("istio.io/use-waypoint", Waypoints.Name), new("istio.io/ingress-use-waypoint", "true")]
            : [ambient];
    }

    private static KeyValuePair<string, string>[] Autocert(NamespaceIntent own) =>
        own.Autocert ? [new(AutocertNames.Label, AutocertNames.Enabled)] : [];

    private static Namespace Namespace(
        string name, PodSecurityLevel level, IReadOnlyList<KeyValuePair<string, string>> enrolment, KeystoreFormat? keystore = null) => new()
        {
            Metadata = new ObjectMeta
            {
                Name = name,
                Labels = ObjectLabels.With(
                [
                    .. enrolment,
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

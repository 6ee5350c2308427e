using Components.Intent;
using Components.Linkerd;
using Components.Spire;
using Manifests.Core.V1;

namespace Components.Platform;

/// <summary>The namespaces that the platform's charts are installed in.</summary>
public static class PlatformNamespaceManifests
{
    /// <summary>
    /// The namespaces, ordered by name.
    /// </summary>
    public static IReadOnlyList<Namespace> For(RegionIntent intent, PlatformOptions options) =>
    [
        .. ((Namespace[])
        [
            Of(PlatformNamespaceNames.CertManager, PodSecurityLevel.Restricted),
            .. Istio(intent),
            .. Optional(options),
            .. Autocert(intent, options),
            .. Linkerd(intent),
            .. Spire(options),
        ]).OrderBy(@namespace => @namespace.Metadata.Name, StringComparer.Ordinal),
    ];

    /// <summary>Istio's. Its root namespace carries the network, which is how istiod knows the network of its own cluster.</summary>
    private static IEnumerable<Namespace> Istio(RegionIntent intent) => intent.HasIstio
        ?
        [
            Of(PlatformNamespaceNames.IstioCni, PodSecurityLevel.Privileged),
            Of(intent.Mesh.GatewayNamespace, PodSecurityLevel.Baseline),
            Of(intent.Mesh.RootNamespace, PodSecurityLevel.Baseline, ("topology.istio.io/network", intent.Region.Network)),
        ]
        : [];

    private static IEnumerable<Namespace> Optional(PlatformOptions options)
    {
        if (options.SealedSecretsVersion is not null)
        {
            yield return Of(PlatformNamespaceNames.SealedSecrets, PodSecurityLevel.Restricted);
        }

        if (options.CsiDriverVersion is not null)
        {
            yield return Of(PlatformNamespaceNames.CsiDriver, PodSecurityLevel.Privileged, ("istio-injection", "disabled"));
        }

        if (options.GatekeeperVersion is not null)
        {
            // Its webhook leaves its own namespace alone; otherwise nothing could bring it back.
            yield return Of(
                PlatformNamespaceNames.Gatekeeper,
                PodSecurityLevel.Restricted,
                ("istio-injection", "disabled"),
                ("admission.gatekeeper.sh/ignore", "no-self-managing"));
        }

        if (options.StepCa is not null)
        {
            yield return Of(PlatformNamespaceNames.StepCa, PodSecurityLevel.Restricted, ("istio-injection", "disabled"));
        }
    }

    private static IEnumerable<Namespace> Autocert(RegionIntent intent, PlatformOptions options) => options.AutocertIn(intent) is null
        ? []
        : [Of(PlatformNamespaceNames.Autocert, PodSecurityLevel.Restricted, ("istio-injection", "disabled"))];

    private static IEnumerable<Namespace> Spire(PlatformOptions options)
    {
        if (options.Spire is not null)
        {
            yield return Of(SpireNames.ServerNamespace, PodSecurityLevel.Restricted, ("istio-injection", "disabled"));
            yield return Of(SpireNames.SystemNamespace, PodSecurityLevel.Privileged, ("istio-injection", "disabled"));
        }
    }

    /// <summary>
    /// Linkerd's. Its injector leaves both alone; the trust anchors look for the control plane's by its label.
    /// </summary>
    private static IEnumerable<Namespace> Linkerd(RegionIntent intent)
    {
        const string webhooks = "config.linkerd.io/admission-webhooks";
        if (intent.HasLinkerd)
        {
            yield return Of(
                LinkerdNames.Namespace,
                PodSecurityLevel.Restricted,
                ("istio-injection", "disabled"),
                (LinkerdNames.ControlPlaneLabel, "true"),
                (webhooks, "disabled"));
            yield return Of(LinkerdNames.CniNamespace, PodSecurityLevel.Privileged, ("istio-injection", "disabled"), (webhooks, "disabled"));
        }
    }

    private static Namespace Of(string name, PodSecurityLevel level, params IEnumerable<(string Key, string Value)> labels) => new()
    {
        Metadata = new()
        {
            Name = name,
            Labels = ObjectLabels.With(
            [
                new("pod-security.kubernetes.io/enforce", WireName.Of(level)),
                .. labels.Select(label => KeyValuePair.Create(label.Key, label.Value)),
            ]),
        },
    };
}

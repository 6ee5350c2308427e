using Components.Intent;
using Components.Mesh;
using Components.Network;
using Components.Pki;
using Components.Workloads;
using Manifests;
using Manifests.CertManager.V1;
using Manifests.Networking.V1;
using Manifests.TrustManager.V1Alpha1;
using Trust;

namespace Components.Linkerd;

/// <summary>The objects of Linkerd's control plane that hold nothing secret.</summary>
public static class LinkerdManifests
{
    private const string WaitFor = "pulumi.com/waitFor";

    /// <summary>The trust anchors, the webhooks' certificates and the network policies; nothing for a region without namespaces in Linkerd's mesh.</summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, CertificateLifetime lifetime) => intent.HasLinkerd
        ? [TrustAnchors(), .. LinkerdReleases.Webhooks.Select(webhook => Webhook(intent, webhook.Webhook, lifetime)), .. NetworkPolicies(intent)]
        : [];

    /// <summary>The region's bundle as Linkerd's control plane reads it.</summary>
    private static Bundle TrustAnchors() => new()
    {
        Metadata = new()
        {
            Name = LinkerdNames.TrustRoots,
            Labels = ObjectLabels.Common(),
            Annotations = new() { [WaitFor] = "condition=Synced" },
        },
        Spec = new()
        {
            Sources = [new() { ConfigMap = new() { Name = TrustBundle.SourceName, Key = TrustBundle.Key } }],
            Target = new()
            {
                ConfigMap = new() { Key = LinkerdNames.TrustRootsKey },
                NamespaceSelector = new() { MatchLabels = new() { [LinkerdNames.ControlPlaneLabel] = "true" } },
            },
        },
    };

    /// <summary>The certificate of a webhook, which the chart would otherwise make anew with every upgrade.</summary>
    private static Certificate Webhook(RegionIntent intent, string name, CertificateLifetime lifetime)
    {
        var certificate = WorkloadCertificate.Of(
            name,
            LinkerdNames.Namespace,
            [CertificateUsage.ServerAuth],
            SpiffeId.ForServiceAccount(intent.Region.TrustDomain, LinkerdNames.Namespace, name).ToString(),
            lifetime);
        return certificate with
        {
            Metadata = certificate.Metadata with { Annotations = new() { [WaitFor] = "condition=Ready" } },
            Spec = certificate.Spec! with
            {
                SecretName = LinkerdReleases.WebhookSecret(name),
                DnsNames = [$"{name}.{LinkerdNames.Namespace}.svc", ServiceHost.Of(intent.Region, LinkerdNames.Namespace, name)],
            },
        };
    }

    private static IEnumerable<NetworkPolicy> NetworkPolicies(RegionIntent intent)
    {
        const string own = LinkerdNames.Namespace;
        string[] clients = [own, .. intent.Namespaces.Where(candidate => candidate.InLinkerd).Select(candidate => candidate.Name)];
        return
        [
            NamespacePolicies.Dns(own),
            NamespacePolicies.Dns(LinkerdNames.CniNamespace),
            NetworkPolicyFactory.Allow(
                "control-plane",
                own,
                PlatformPeers.AllPods,
                [
                    NetworkPolicyFactory.From([.. clients.Order(StringComparer.Ordinal).Select(NetworkPeers.Namespace)], LinkerdPorts.ControlPlane),
                    NetworkPolicyFactory.From([], LinkerdPorts.Webhooks),
                    NetworkPolicyFactory.From([PlatformPeers.Prometheus(intent.Mesh)], LinkerdPorts.Metrics),
                ],
                [
                    NetworkPolicyFactory.To([NetworkPeers.Namespace(own)], LinkerdPorts.ControlPlane),
                    NetworkPolicyFactory.To(NetworkPeers.AnyAddress, PlatformPorts.KubernetesApi),
                ]),
            NetworkPolicyFactory.Allow(
                "kubernetes-api",
                LinkerdNames.CniNamespace,
                PlatformPeers.AllPods,
                [],
                [NetworkPolicyFactory.To(NetworkPeers.AnyAddress, PlatformPorts.KubernetesApi)]),
            NamespacePolicies.DefaultDeny(own),
            NamespacePolicies.DefaultDeny(LinkerdNames.CniNamespace),
        ];
    }
}

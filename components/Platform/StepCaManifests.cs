using Components.Intent;
using Components.Network;
using Components.Pki;
using Manifests;
using Manifests.Networking.V1;
using Manifests.StepIssuer.V1Beta1;
using Trust.Hierarchy;

namespace Components.Platform;

/// <summary>The objects around step-ca that hold nothing secret.</summary>
public static class StepCaManifests
{
    /// <summary>The metrics of step-issuer.</summary>
    private const int IssuerMetrics = 8080;

    /// <summary>
    /// What may be asked of the issuer, who may reach step-ca and step-issuer, and the backup; nothing where step-ca is not installed.
    /// </summary>
    /// <param name="intent">The region.</param>
    /// <param name="options">What is installed.</param>
    /// <param name="scope">The names for which its intermediate may sign.</param>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, PlatformOptions options, RegionScope scope)
    {
        if (options.StepCa is not { } stepCa)
        {
            return [];
        }

        return
        [
            .. WorkloadIssuerPolicies.For(StepCaNames.Issuer, scope, PlatformNamespaceNames.CertManager, options.CsiDriverVersion is not null),
            .. NetworkPolicies(intent, options),
            .. stepCa.Backup is { } backup ? [StepCaBackupJob.For(backup)] : (KubernetesObject[])[],
        ];
    }

    /// <summary>The ClusterIssuer for everything that is not in the mesh.</summary>
    /// <param name="region">The region.</param>
    /// <param name="keyId">The thumbprint of the provisioner's key; step-ca finds provisioners by it and not by their names.</param>
    /// <param name="bundle">The region's bundle in PEM: what step-issuer checks step-ca by, and the <c>ca.crt</c> of every Secret.</param>
    public static StepClusterIssuer Issuer(Region region, string keyId, string bundle) => new()
    {
        Metadata = new()
        {
            Name = StepCaNames.Issuer.Name,
            Labels = ObjectLabels.Common(),
            Annotations = new() { ["pulumi.com/waitFor"] = "condition=Ready" },
        },
        Spec = new()
        {
            Url = StepCaNames.Url(region),
            CaBundle = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(bundle)),
            Provisioner = new()
            {
                Name = StepCaNames.Provisioner,
                Kid = keyId,
                PasswordRef = new()
                {
                    Name = StepCaNames.PasswordSecret,
                    Namespace = PlatformNamespaceNames.StepCa,
                    Key = StepCaNames.PasswordKey,
                },
            },
        },
    };

    /// <summary>The workloads whose sidecars renew here.</summary>
    private static IEnumerable<NetworkPolicyPeer> Renewing(RegionIntent intent) => intent.Workloads
        .Where(workload => workload.Certificate.Delivery is CertificateDelivery.StepRenew)
        .Select(workload => NetworkPeers.Pods(workload.Namespace, workload.Labels));

    /// <summary>autocert, and the pods that it may have given a token.</summary>
    private static IEnumerable<NetworkPolicyPeer> Autocert(RegionIntent intent, PlatformOptions options) => options.AutocertIn(intent) is null
        ? []
        : AutocertNames.Namespaces(intent).Prepend(PlatformNamespaceNames.Autocert).Select(NetworkPeers.Namespace);

    private static IEnumerable<NetworkPolicy> NetworkPolicies(RegionIntent intent, PlatformOptions options)
    {
        const string own = PlatformNamespaceNames.StepCa;
        return
        [
            NamespacePolicies.Dns(own),
            // For every pod of the namespace: the charts' pods are not known here, and a selector that matches none of them would protect nothing.
            NetworkPolicyFactory.Allow(
                "step-ca",
                own,
                PlatformPeers.AllPods,
                [
                    NetworkPolicyFactory.From([NetworkPeers.Namespace(own), .. Renewing(intent), .. Autocert(intent, options)], StepCaNames.Port),
                    NetworkPolicyFactory.From([PlatformPeers.Prometheus(intent.Mesh)], IssuerMetrics),
                ],
                [
                    NetworkPolicyFactory.To([NetworkPeers.Namespace(own)], StepCaNames.Port),
                    NetworkPolicyFactory.To(NetworkPeers.AnyAddress, PlatformPorts.KubernetesApi),
                ]),
            NamespacePolicies.DefaultDeny(own),
        ];
    }
}

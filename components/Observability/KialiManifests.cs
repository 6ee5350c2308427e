using Components.Intent;
using Components.Pki;
using Components.Workloads;
using Manifests;
using Manifests.CertManager.V1;

namespace Components.Observability;

/// <summary>The objects that let Kiali tell its backends from others.</summary>
public static class KialiManifests
{
    /// <summary>The bundle where Kiali reads it, and Prometheus' certificate; nothing where Kiali is not installed.</summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, CertificateLifetime lifetime) =>
        intent.Kiali is null ? [] : [PkiManifests.Bundle(KialiNames.BundleName, KialiNames.BundleKey, KialiNames.Name), Prometheus(intent, lifetime)];

    /// <summary>The DNS name by which Kiali calls Prometheus.</summary>
    internal static string PrometheusHost(RegionIntent intent) => $"{intent.Kiali!.Prometheus}.{intent.Mesh.MonitoringNamespace}.svc";

    /// <summary>What Prometheus has to serve with. Its DNS names only: which service account it runs under is not known here.</summary>
    private static Certificate Prometheus(RegionIntent intent, CertificateLifetime lifetime) => WorkloadCertificate.OfHosts(
        KialiNames.PrometheusCertificate,
        intent.Mesh.MonitoringNamespace,
        [PrometheusHost(intent), $"{PrometheusHost(intent)}.{intent.Region.ClusterDomain}"],
        lifetime);
}

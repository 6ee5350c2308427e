using Components.Intent;
using Components.Pki;
using Manifests;

namespace Components.Platform;

/// <summary>The objects around istio-csr.</summary>
public static class IstioCsrManifests
{
    /// <summary>The issuer and who may ask it; none where istiod signs itself.</summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent) =>
        intent.Mesh.IssuedByCertManager ? MeshIssuer.For(intent.Mesh.RootNamespace, PlatformNamespaceNames.CertManager) : [];
}

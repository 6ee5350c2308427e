using Manifests;
using Manifests.CertManager.V1;

namespace Components.Pki;

/// <summary>The mesh's own CA as an <c>Issuer</c> of cert-manager, where istio-csr takes istiod's place as the one who signs.</summary>
/// <remarks>An Issuer and no ClusterIssuer: only what is in istiod's namespace can name it.</remarks>
public static class MeshIssuer
{
    /// <summary>The issuer's name, and that of the Secret with the CA's certificate and key.</summary>
    public const string Name = "istio-ca";

    /// <summary>The service account of istio-csr, which its chart names after itself.</summary>
    public const string RequesterAccount = "cert-manager-istio-csr";

    private const string Policy = "istio-ca-requester";

    /// <summary>
    /// The issuer, and the policy that says who may ask it. Whoever could file a request beside istio-csr, which checks who asks, would be given any
    /// identity of the region.
    /// </summary>
    /// <param name="istioNamespace">istiod's namespace.</param>
    /// <param name="certManagerNamespace">The namespace of cert-manager and istio-csr.</param>
    public static IReadOnlyList<KubernetesObject> For(string istioNamespace, string certManagerNamespace) =>
    [
        // istio-csr asks for the workloads; cert-manager for istiod's own certificate, which istio-csr's chart states as a Certificate.
        .. RequesterPolicy.For(
            Policy,
            istioNamespace,
            Name,
            [$"system:serviceaccount:{certManagerNamespace}:{RequesterAccount}", $"system:serviceaccount:{certManagerNamespace}:cert-manager"],
            $"the issuer {Name} takes requests from istio-csr and cert-manager only"),
        new Issuer
        {
            Metadata = new()
            {
                Name = Name,
                Namespace = istioNamespace,
                Labels = ObjectLabels.Common(),
                Annotations = new() { ["pulumi.com/waitFor"] = "condition=Ready" },
            },
            Spec = new() { Ca = new() { SecretName = Name } },
        },
    ];
}

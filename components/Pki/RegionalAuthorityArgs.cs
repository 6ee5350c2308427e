using Pulumi;
using Trust.Hierarchy;

namespace Components.Pki;

/// <summary>The arguments of <see cref="RegionalAuthority"/>.</summary>
public sealed class RegionalAuthorityArgs : ResourceArgs
{
    /// <summary>Istiod's intermediate; null in a region without Istio.</summary>
    public required IntermediatePlan? Mesh { get; init; }

    /// <summary>cert-manager's intermediate, for workloads outside the mesh.</summary>
    public required IntermediatePlan Workloads { get; init; }

    /// <summary>Every root of the environment in the order of the plan; the one that each intermediate names is among them.</summary>
    public required IReadOnlyList<RootAuthority> Roots { get; init; }

    /// <summary>The roots of the region's bundle, in the order of its <see cref="Trust.Bundles.BundlePlan"/>.</summary>
    public required IReadOnlyList<RootAuthority> TrustedRoots { get; init; }

    /// <summary>The trust-manager Bundles, as <see cref="PkiManifests.Bundles"/> gives them. The default is the one in PEM.</summary>
    public IReadOnlyList<Manifests.TrustManager.V1Alpha1.Bundle> Bundles { get; init; } = [PkiManifests.Bundle()];

    /// <summary>
    /// Generations for which only keys and requests are made. The default is none. Where they are the region's own, nothing else is made.
    /// </summary>
    public IReadOnlyList<IntermediatePlan> Requests { get; init; } = [];

    /// <summary>
    /// Whether the engine's keys are those of the deployed stack, so that external certificates have to be for them. The default is true; a
    /// hermetic run has keys of its own.
    /// </summary>
    public bool KeysAreReal { get; init; } = true;

    /// <summary>Whether cert-manager signs for the mesh as the <see cref="MeshIssuer"/>, and istiod gets no <c>cacerts</c>. The default is istiod.</summary>
    public bool IssuedByCertManager { get; init; }

    /// <summary>Whether cert-manager's CSI driver files requests for certificates too. The default is cert-manager alone.</summary>
    public bool ByCsiDriver { get; init; }

    /// <summary>Istiod's namespace. The default is <c>istio-system</c>.</summary>
    public string IstioNamespace { get; init; } = "istio-system";

    /// <summary>
    /// The namespace of cert-manager and trust-manager, from which both read Secrets and ConfigMaps. The default is <c>cert-manager</c>.
    /// </summary>
    public string CertManagerNamespace { get; init; } = "cert-manager";
}

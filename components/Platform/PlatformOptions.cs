using Components.Intent;
using Components.Spire;

namespace Components.Platform;

/// <summary>Choices about the systems that are installed around the mesh.</summary>
public sealed record PlatformOptions
{
    /// <summary>The version of cert-manager's chart. The default is the version that the pinned schemas are from.</summary>
    public string CertManagerVersion { get; init; } = "v1.21.1";

    /// <summary>The version of trust-manager's chart. The default is the version that the pinned schemas are from.</summary>
    public string TrustManagerVersion { get; init; } = "v0.24.0";

    /// <summary>The version of Istio's charts. The default is the version that the pinned schemas are from.</summary>
    public string IstioVersion { get; init; } = "1.30.3";

    /// <summary>Control planes side by side, each with a version of its own; none where there is one, of <see cref="IstioVersion"/>.</summary>
    public IReadOnlyList<IstioRevision> Revisions { get; init; } = [];

    /// <summary>The version of istio-csr's chart, which is installed where cert-manager issues the mesh's certificates.</summary>
    public string IstioCsrVersion { get; init; } = "v0.17.0";

    /// <summary>The version of Linkerd's charts. The default is the edge release that is Linkerd 2.20, which the pinned schemas are from.</summary>
    public string LinkerdVersion { get; init; } = "2026.6.3";

    /// <summary>
    /// Pods of each controller and gateway, at least. The default is 2, which survives the loss of one node; 1 is for clusters with one node,
    /// where a disruption budget would block every drain.
    /// </summary>
    public int Replicas { get; init; } = 2;

    /// <summary>The clusters' distribution, where Istio's CNI node agent has to know it; null for one that keeps to the customary paths.</summary>
    public KubernetesDistribution? Distribution { get; init; }

    /// <summary>The version of the Sealed Secrets chart; null where the controller is not installed.</summary>
    public string? SealedSecretsVersion { get; init; }

    /// <summary>step-ca and step-issuer; null where they are not installed.</summary>
    public StepCaOptions? StepCa { get; init; }

    /// <summary>autocert in a region; null where it is not installed, or serves no namespace of the region.</summary>
    public AutocertOptions? AutocertIn(RegionIntent intent) => AutocertNames.Namespaces(intent).Count > 0 ? StepCa?.Autocert : null;

    /// <summary>The version of approver-policy's chart; null where cert-manager approves every request itself.</summary>
    public string? ApproverVersion { get; init; }

    /// <summary>The version of the chart of cert-manager's CSI driver; null where it is not installed.</summary>
    public string? CsiDriverVersion { get; init; }

    /// <summary>The version of Gatekeeper's chart; null where the API server's own admission policies are the guards.</summary>
    public string? GatekeeperVersion { get; init; }

    /// <summary>SPIRE; null where it is not installed.</summary>
    public SpireOptions? Spire { get; init; }

    /// <summary>Whether cert-manager works with the Gateway API, whose CRDs then have to be there before it starts.</summary>
    public bool GatewayApi { get; init; }

    /// <summary>Whether controllers and gateways have more than one pod, and so can have disruption budgets.</summary>
    internal bool HighlyAvailable => Replicas > 1;
}

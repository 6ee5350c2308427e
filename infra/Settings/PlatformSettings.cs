using Components.Platform;

namespace Infra.Settings;

/// <summary>The systems that are installed around the mesh.</summary>
internal sealed record PlatformSettings
{
    [Setting(
        "The version of cert-manager's chart",
        Form = TextForm.ChartVersion, Default = "the version that the program is tested with", Example = "v1.21.1")]
    public string? CertManager { get; init; }

    [Setting(
        "The version of trust-manager's chart",
        Form = TextForm.ChartVersion, Default = "the version that the program is tested with", Example = "v0.24.0")]
    public string? TrustManager { get; init; }

    [Setting(
        "The version of Istio's charts",
        Form = TextForm.ChartVersion, Default = "the version that the program is tested with", Example = "1.30.3")]
    public string? Istio { get; init; }

    [Setting(
        "Control planes side by side, by revision, for upgrades namespace by namespace; istio is then the version of CRDs, node agents and gateways",
        Keys = TextForm.Name, Default = "one control plane")]
    public IReadOnlyDictionary<string, RevisionSettings> Revisions { get; init; } = Empty<RevisionSettings>.Map;

    [Setting("istio-csr: cert-manager signs the mesh's certificates, and istiod holds no CA key", Default = "none: istiod signs")]
    public IstioCsrSettings? IstioCsr { get; init; }

    [Setting(
        "The version of Linkerd's charts, where some namespace is in its mesh",
        Form = TextForm.ChartVersion, Default = "the version that the program is tested with", Example = "2026.6.3")]
    public string? Linkerd { get; init; }

    [Setting("Pods of each controller and gateway, at least; 1 on a cluster of one node", Default = "2", Minimum = "1", Maximum = "9")]
    public int Replicas { get; init; } = 2;

    [Setting(
        "The clusters' distribution of Kubernetes, where the CNI node agent has to know it",
        Default = "one that keeps network plugins in the customary paths, such as kubeadm, kind, EKS, AKS")]
    public KubernetesDistribution? Distribution { get; init; }

    [Setting("The controller that opens what `render --secrets seal` seals", Default = "none")]
    public SealedSecretsSettings? SealedSecrets { get; init; }

    [Setting("SPIRE, from which applications outside a mesh get their SPIFFE IDs", Default = "none")]
    public SpireSettings? Spire { get; init; }

    [Setting("step-ca, which then issues the certificates of servers and clients outside the mesh", Default = "none")]
    public StepCaSettings? StepCa { get; init; }

    [Setting("approver-policy, which approves a request for a certificate only where its names are those of its namespace", Default = "none")]
    public ApproverSettings? Approver { get; init; }

    [Setting("cert-manager's CSI driver, which brings pods with certificate.delivery csi their certificates; with approver only", Default = "none")]
    public CsiDriverSettings? CsiDriver { get; init; }

    [Setting("Whether admission policies keep others from weakening the mesh", Default = "false")]
    public bool Guards { get; init; }

    [Setting("Gatekeeper, which then enforces the guards in place of the API server's own policies", Default = "none")]
    public GatekeeperSettings? Gatekeeper { get; init; }

    [Setting("The way in from the internet: a Gateway of the Gateway API with public certificates", Default = "none")]
    public EdgeSettings? Edge { get; init; }

    [Setting("Jaeger, which takes the spans of sidecars, in the regions that have them", Default = "none: nothing is traced")]
    public JaegerSettings? Jaeger { get; init; }

    [Setting("Kiali, which shows the mesh, in the regions with sidecars", Default = "none")]
    public KialiSettings? Kiali { get; init; }
}

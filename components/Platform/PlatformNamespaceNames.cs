namespace Components.Platform;

/// <summary>The namespaces of the platform that no setting renames.</summary>
public static class PlatformNamespaceNames
{
    /// <summary>cert-manager and trust-manager, and so trust-manager's trust namespace.</summary>
    public const string CertManager = "cert-manager";

    /// <summary>cert-manager's CSI driver, apart from cert-manager because it is privileged and mounts host paths.</summary>
    public const string CsiDriver = "cert-manager-csi-driver";

    /// <summary>Istio's node agents, the CNI's and ztunnel, apart from the control plane because they mount host paths.</summary>
    public const string IstioCni = "istio-cni";

    /// <summary>The Sealed Secrets controller, which can read every Secret.</summary>
    public const string SealedSecrets = "sealed-secrets";

    /// <summary>Gatekeeper.</summary>
    public const string Gatekeeper = "gatekeeper-system";

    /// <summary>step-ca and step-issuer.</summary>
    public const string StepCa = "step-ca";

    /// <summary>autocert, apart from step-ca because whoever makes pods there could mount the CA's key.</summary>
    public const string Autocert = "autocert";
}

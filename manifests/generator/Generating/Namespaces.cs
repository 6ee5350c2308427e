namespace Manifests.Generator.Generating;

/// <summary>The C# namespaces of API groups, and the kinds that get records.</summary>
internal static class Namespaces
{
    private static readonly Dictionary<string, string> OfGroup = new(StringComparer.Ordinal)
    {
        [""] = "Core",
        ["acme.cert-manager.io"] = "Acme",
        ["admissionregistration.k8s.io"] = "Admission",
        ["apps"] = "Apps",
        ["batch"] = "Batch",
        ["bitnami.com"] = "SealedSecrets",
        ["cert-manager.io"] = "CertManager",
        ["certmanager.step.sm"] = "StepIssuer",
        ["extensions.istio.io"] = "Istio.Extensions",
        ["gateway.networking.k8s.io"] = "GatewayApi",
        ["monitoring.coreos.com"] = "Monitoring",
        ["networking.istio.io"] = "Istio.Networking",
        ["networking.k8s.io"] = "Networking",
        ["policy"] = "Policy",
        ["policy.cert-manager.io"] = "ApproverPolicy",
        ["policy.linkerd.io"] = "Linkerd.Policy",
        ["rbac.authorization.k8s.io"] = "Rbac",
        ["security.istio.io"] = "Istio.Security",
        ["spire.spiffe.io"] = "Spire",
        ["telemetry.istio.io"] = "Istio.Telemetry",
        ["templates.gatekeeper.sh"] = "Gatekeeper.Templates",
        ["trust-manager.io"] = "TrustManager",
        ["trust.cert-manager.io"] = "TrustManager",
    };

    /// <summary>Packages of Kubernetes' definitions that are not API groups of their own, or are named differently there.</summary>
    private static readonly Dictionary<string, string> OfPackage = new(StringComparer.Ordinal)
    {
        ["admissionregistration"] = "Admission",
        ["apps"] = "Apps",
        ["batch"] = "Batch",
        ["core"] = "Core",
        ["meta"] = "Meta",
        ["networking"] = "Networking",
        ["policy"] = "Policy",
        ["rbac"] = "Rbac",
    };

    private static readonly HashSet<string> KubernetesKinds = new(StringComparer.Ordinal)
    {
        "Namespace", "Secret", "ConfigMap", "ServiceAccount", "Service", "Pod", "PersistentVolumeClaim",
        "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "NetworkPolicy", "Ingress",
        "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding", "PodDisruptionBudget",
        "MutatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
    };

    /// <summary>Whether a kind gets a record; the schema snapshots know more kinds than the program writes or reads by type.</summary>
    internal static bool HasRecord(string project, string group, string kind) =>
        OfGroup.ContainsKey(group) && (project != "kubernetes" || KubernetesKinds.Contains(kind));

    /// <summary>The namespace of a group's version, such as <c>Manifests.Istio.Security.V1</c>.</summary>
    internal static string Of(string group, string version) => $"Manifests.{OfGroup[group]}.{VersionName(version)}";

    /// <summary>The namespace of a Kubernetes definition such as <c>core.v1.PodSpec</c>.</summary>
    internal static string OfDefinition(string name) =>
        name.Split('.') is [var package, var version, _] && OfPackage.TryGetValue(package, out var folder)
            ? $"Manifests.{folder}.{VersionName(version)}"
            : throw new InvalidDataException($"the definition '{name}' has no namespace");

    private static string VersionName(string version) =>
        version.Replace("v", "V", StringComparison.Ordinal).Replace("alpha", "Alpha", StringComparison.Ordinal).Replace("beta", "Beta", StringComparison.Ordinal);
}


namespace Policies.Rules.Platform;

/// <summary>Objects that no current release of their project knows.</summary>
internal sealed class RemovedKind : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS521",
        Level = FindingLevel.Error,
        Title = "object of a kind that is gone",
        Remedy = "replace it as the finding says",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Every];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var manifest in view.Every)
        {
            if (Gone(manifest.ApiVersion, manifest.Kind) is { } gone)
            {
                yield return Find(manifest, "kind", gone.Key, gone.Value);
            }
        }
    }

    private static KeyValuePair<string, string>? Gone(string version, string kind) => (version.Split('/')[0], kind) switch
    {
        (_, "PodSecurityPolicy") => KeyValuePair.Create("Kubernetes 1.25 removed PodSecurityPolicy, so nothing enforces it", "label namespaces with pod-security.kubernetes.io/enforce"),
        ("install.istio.io", "IstioOperator") => KeyValuePair.Create("Istio 1.24 removed the operator, so nothing acts on the object", "install the Helm charts base, istiod and cni"),
        ("authentication.istio.io", _) => KeyValuePair.Create("Istio 1.6 removed the authentication API", "write PeerAuthentication and RequestAuthentication"),
        ("rbac.istio.io", _) => KeyValuePair.Create("Istio 1.6 removed the RBAC API, so nothing is denied by it", "write AuthorizationPolicy"),
        ("certmanager.k8s.io", _) => KeyValuePair.Create("cert-manager 0.11 left this API group", "write cert-manager.io/v1"),
        ("cert-manager.io", _) when version is not "cert-manager.io/v1" => KeyValuePair.Create($"cert-manager 1.6 stopped serving {version}", "write cert-manager.io/v1"),
        _ => null,
    };
}

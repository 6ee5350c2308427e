
namespace Policies.Rules.Platform;

/// <summary>API versions that are served no more, or not for long.</summary>
internal sealed class OldVersion : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS520",
        Level = FindingLevel.Warning,
        Title = "deprecated API version",
        Remedy = "write the version that the finding names",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Every];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var manifest in view.Every)
        {
            if (Newer(manifest.ApiVersion, manifest.Kind) is { } newer)
            {
                yield return Find(manifest, "apiVersion", $"{manifest.ApiVersion} of {manifest.Kind} is deprecated", $"write apiVersion: {newer}");
            }
        }
    }

    private static string? Newer(string version, string kind) => (version, kind) switch
    {
        ("security.istio.io/v1beta1" or "security.istio.io/v1alpha1", _) => "security.istio.io/v1",
        ("networking.istio.io/v1alpha3" or "networking.istio.io/v1beta1", not ("EnvoyFilter" or "ProxyConfig")) => "networking.istio.io/v1",
        ("telemetry.istio.io/v1alpha1", _) => "telemetry.istio.io/v1",
        ("gateway.networking.k8s.io/v1beta1" or "gateway.networking.k8s.io/v1alpha2", "Gateway" or "GatewayClass" or "HTTPRoute" or "GRPCRoute" or "ReferenceGrant") =>
            "gateway.networking.k8s.io/v1",
        ("policy.linkerd.io/v1alpha1" or "policy.linkerd.io/v1beta1" or "policy.linkerd.io/v1beta2", "Server") => "policy.linkerd.io/v1beta3",
        _ => null,
    };
}

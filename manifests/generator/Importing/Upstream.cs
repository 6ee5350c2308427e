namespace Manifests.Generator.Importing;

/// <summary>A project whose CustomResourceDefinitions are pinned.</summary>
/// <param name="Project">The folder of the project.</param>
/// <param name="Version">The folder of the version.</param>
/// <param name="Kinds">The kinds that are taken; empty means all.</param>
internal sealed record Upstream(string Project, string Version, params IReadOnlyList<string> Kinds)
{
    /// <summary>The pinned projects; <c>manifests/README.md</c> says why these versions.</summary>
    internal static IReadOnlyList<Upstream> All { get; } =
    [
        new("approver-policy", "v0.27.0"),
        new("cert-manager", "v1.21.1"),
        new("gatekeeper", "v3.23.0"),
        new("gateway-api", "v1.5.1"),
        new("gateway-api", "v1.6.1", "TCPRoute", "UDPRoute"),
        new("istio", "1.30.3"),
        new("linkerd", "2.20"),
        new("prometheus-operator", "v0.93.0"),
        new("sealed-secrets", "v0.36.6"),
        new("spire-controller-manager", "v0.6.6"),
        new("step-issuer", "v0.12.0"),
        new("trust-manager", "v0.24.0"),
    ];

    /// <summary>The name of the snapshot.</summary>
    internal string FileName => $"{Project}-{Version}.json";
}

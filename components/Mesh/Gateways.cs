using Components.Intent;

namespace Components.Mesh;

/// <summary>The gateways of a region as policies and routes see them: their names, pods' labels and container ports.</summary>
/// <remarks>
/// Istio's <c>gateway</c> chart labels the pods <c>istio: &lt;release name without "istio-"&gt;</c> and names the service account after the release.
/// </remarks>
public static class Gateways
{
    /// <summary>The east-west gateway's release, Service and service account, in <see cref="MeshOptions.GatewayNamespace"/>.</summary>
    public const string EastWest = "istio-eastwestgateway";

    /// <summary>The port on which east-west gateways pass Istio's mutual TLS through to services of their region.</summary>
    public const int EastWestPort = 15443;

    /// <summary>The ingress gateway's container ports: HTTP (redirects) and HTTPS.</summary>
    public static IReadOnlyList<int> IngressPorts { get; } = [80, 443];

    /// <summary>The labels that select the ingress gateway's pods.</summary>
    public static IReadOnlyDictionary<string, string> IngressLabels(MeshOptions mesh) => Labels(mesh.IngressGateway);

    /// <summary>The labels that select the east-west gateway's pods.</summary>
    public static IReadOnlyDictionary<string, string> EastWestLabels { get; } = Labels(EastWest);

    private static Dictionary<string, string> Labels(string release) => new(StringComparer.Ordinal)
    {
        ["istio"] = release.StartsWith("istio-", StringComparison.Ordinal) ? release["istio-".Length..] : release,
    };
}

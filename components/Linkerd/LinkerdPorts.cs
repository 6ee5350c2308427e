namespace Components.Linkerd;

/// <summary>Container ports of Linkerd's control plane (linkerd2, charts/linkerd-control-plane/templates).</summary>
internal static class LinkerdPorts
{
    /// <summary>What every proxy calls: identity, destination, policy.</summary>
    public static IReadOnlyList<int> ControlPlane { get; } = [8080, 8086, 8090];

    /// <summary>The proxy injector and both validators, which the API server calls.</summary>
    public static IReadOnlyList<int> Webhooks { get; } = [8443, 9443];

    /// <summary>The proxies' metrics, and the controllers' own.</summary>
    public static IReadOnlyList<int> Metrics { get; } = [LinkerdNames.AdminPort, 9990, 9995, 9996, 9997];
}

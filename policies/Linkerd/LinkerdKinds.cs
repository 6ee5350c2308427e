namespace Policies.Linkerd;

/// <summary>
/// Whether a reference names a kind, as Linkerd compares them: in any case, and the core group by that name or by none (policy-controller/k8s/api).
/// </summary>
internal static class LinkerdKinds
{
    /// <summary>The group of Linkerd's own policies.</summary>
    public const string PolicyGroup = "policy.linkerd.io";

    private const string GatewayGroup = "gateway.networking.k8s.io";
    private const string Core = "core";

    /// <summary>Whether a reference is to a kind of Linkerd's policies.</summary>
    public static bool IsPolicy(string? group, string kind, string wanted) => Is(group, kind, PolicyGroup, wanted);

    /// <summary>Whether a reference is to a kind of Kubernetes' core group.</summary>
    public static bool IsCore(string? group, string kind, string wanted) => Is(group, kind, Core, wanted);

    /// <summary>Whether a reference is to a route for requests: an HTTPRoute of either group, or a GRPCRoute.</summary>
    public static bool IsRoute(string? group, string kind) =>
        IsPolicy(group, kind, "HTTPRoute") || Is(group, kind, GatewayGroup, "HTTPRoute") || Is(group, kind, GatewayGroup, "GRPCRoute");

    private static bool Is(string? group, string kind, string wantedGroup, string wanted) =>
        string.Equals(string.IsNullOrEmpty(group) ? Core : group, wantedGroup, StringComparison.OrdinalIgnoreCase)
        && string.Equals(kind, wanted, StringComparison.OrdinalIgnoreCase);
}

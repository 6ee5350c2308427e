using Manifests.GatewayApi.V1;

namespace Policies.Rules.Edge;

/// <summary>Which routes a Gateway's HTTP listener answers with more than a redirect.</summary>
internal static class PlainRoutes
{
    /// <summary>The label of the routes that cert-manager makes for HTTP-01, which have to be plain (cert-manager, pkg/apis/acme/v1/types.go).</summary>
    private const string Solver = "acme.cert-manager.io/http01-solver";

    /// <summary>Whether a route may be plain: it sends its clients elsewhere, or is for the minutes of an ACME challenge.</summary>
    public static bool MayBePlain(Manifest<HTTPRoute> route) => route.Labels.ContainsKey(Solver)
        || (route.Object.Spec.Rules is { Count: > 0 } rules && rules.All(rule => rule.Filters?.Any(filter => filter.RequestRedirect is not null) ?? false));

    /// <summary>Whether a parent of a route means a listener of its Gateway.</summary>
    public static bool Takes(GatewayListener listener, HTTPRouteParentRef parent) =>
        (parent.SectionName ?? listener.Name) == listener.Name && (parent.Port ?? listener.Port) == listener.Port;

    /// <summary>Whether a route has a listener of a Gateway among its parents.</summary>
    public static bool IsAttached(Manifest<HTTPRoute> route, Manifest<Gateway> gateway, GatewayListener listener) =>
        (route.Object.Spec.ParentRefs ?? []).Any(parent => parent.Kind is null or "Gateway" && parent.Name == gateway.Name
            && (parent.Namespace ?? route.Namespace) == gateway.Namespace && Takes(listener, parent));
}

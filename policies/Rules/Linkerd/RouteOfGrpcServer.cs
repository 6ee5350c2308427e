using Manifests.Linkerd.Policy.V1Beta3;

namespace Policies.Rules.Linkerd;

/// <summary>An HTTPRoute for a Server that does not read such routes.</summary>
internal sealed class RouteOfGrpcServer : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS615",
        Level = FindingLevel.Error,
        Title = "HTTPRoute for a Server without HTTP requests",
        Remedy = "give the Server proxyProtocol HTTP/2, which gRPC is, or HTTP/1; or remove the route",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<HTTPRoute>(), Input.Kind<Server>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) =>
        from route in view.All<HTTPRoute>()
        from parent in (route.Object.Spec.ParentRefs ?? []).Index()
        where parent.Item.Kind == nameof(Server)
        from server in view.All<Server>()
        where server.Name == parent.Item.Name && server.Namespace == route.Namespace && server.Object.Spec.ProxyProtocol is "gRPC" or "opaque" or "TLS"
        select Find(
            route,
            $"spec.parentRefs[{parent.Index}]",
            $"Server {server.Name} has proxyProtocol {server.Object.Spec.ProxyProtocol}, for which Linkerd reads no HTTPRoute: the route limits nothing, and what it allows is refused");
}

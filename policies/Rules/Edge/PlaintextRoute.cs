using Manifests.GatewayApi.V1;

namespace Policies.Rules.Edge;

/// <summary>A route whose requests a Gateway takes in plain text besides TLS.</summary>
internal sealed class PlaintextRoute : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS693",
        Level = FindingLevel.Warning,
        Title = "route over plain HTTP",
        Remedy = "name the HTTPS listener in sectionName, and leave the HTTP listener to a route that redirects",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Gateway>(), Input.Kind<HTTPRoute>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var gateways = view.All<Gateway>().Where(gateway => gateway.Object.Spec.Listeners.Any(listener => listener.Protocol == "HTTPS"))
            .ToDictionary(gateway => (gateway.Namespace, gateway.Name), gateway => gateway.Object);
        foreach (var route in view.All<HTTPRoute>().Where(route => !PlainRoutes.MayBePlain(route)))
        {
            foreach (var (index, parent) in (route.Object.Spec.ParentRefs ?? []).Index())
            {
                if (gateways.TryGetValue((parent.Namespace ?? route.Namespace, parent.Name), out var gateway)
                    && gateway.Spec.Listeners.FirstOrDefault(listener => listener.Protocol == "HTTP" && PlainRoutes.Takes(listener, parent)) is { } listener)
                {
                    yield return Find(
                        route,
                        $"spec.parentRefs[{index}]",
                        $"the route is attached to listener {listener.Name} too, which takes its requests in plain text on port {listener.Port} and does not redirect them");
                }
            }
        }
    }
}

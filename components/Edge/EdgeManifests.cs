using Components.Intent;
using Manifests;

namespace Components.Edge;

/// <summary>Everything that a region's edge is made of: issuers, certificates, the Gateway and its routes.</summary>
public static class EdgeManifests
{
    /// <summary>The objects in the order in which a cluster can take them; none where the region has no edge.</summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent)
    {
        if (intent.Edge is not { } edge)
        {
            return [];
        }

        var routes = EdgeRoute.Of(intent);
        return
        [
            EdgeGatewayManifests.For(intent, edge, routes),
            EdgeRouteManifests.Redirect(intent),
            .. AcmeIssuerPolicy.For(intent),
            .. AcmeIssuers.For(intent, edge.Acme),
            .. EdgeCertificates.For(intent, edge.Acme, routes.Select(route => route.Host).Distinct()),
            .. EdgeRouteManifests.For(intent, routes),
        ];
    }
}

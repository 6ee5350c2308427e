using Components.Pki;
using Pulumi;
using Pulumi.Kubernetes;

namespace Infra;

internal static partial class EnvironmentStack
{
    /// <summary>A region whose components are registered.</summary>
    /// <param name="Plan">What it is to be.</param>
    /// <param name="Authority">Its CAs.</param>
    /// <param name="Cluster">The provider of its cluster; null while its CAs await their certificates and nothing else is deployed.</param>
    /// <param name="Istio">Istio in it; null as well, and where every proxy is Linkerd's.</param>
    private sealed record RegisteredRegion(RegionPlan Plan, RegionalAuthority Authority, Provider? Cluster, Resource? Istio);
}

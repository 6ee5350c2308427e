using Components.Intent;
using Manifests.Istio.Networking.V1;
using Manifests.Meta.V1;

namespace Components.Mesh;

/// <summary>The <c>DestinationRule</c>s that limit the connections to a workload.</summary>
/// <remarks>They have no <c>tls</c> block: automatic mutual TLS chooses per endpoint, and a block would force one choice on all of them.</remarks>
public static class ConnectionPoolManifests
{
    /// <summary>One rule for each workload with limits, in its own namespace and for callers everywhere.</summary>
    public static IReadOnlyList<DestinationRule> For(RegionIntent intent) =>
    [
        .. intent.Workloads
            .Where(workload => workload.ConnectionPool is not null)
            .Select(workload => Rule(intent.Region, workload, workload.ConnectionPool!)),
    ];

    private static DestinationRule Rule(Region region, Workload workload, ConnectionPool pool) => new()
    {
        Metadata = new ObjectMeta { Name = workload.Name, Namespace = workload.Namespace, Labels = ObjectLabels.Common() },
        Spec = new DestinationRuleSpec
        {
            Host = ServiceHost.Of(region, workload.Namespace, workload.Name),
            TrafficPolicy = new()
            {
                ConnectionPool = new()
                {
                    Tcp = pool.MaxConnections is null ? null : new() { MaxConnections = pool.MaxConnections },
                    Http = pool is { MaxRequests: null, MaxRequestsPerConnection: null }
                        ? null
                        : new() { Http2MaxRequests = pool.MaxRequests, MaxRequestsPerConnection = pool.MaxRequestsPerConnection },
                },
            },
        },
    };
}

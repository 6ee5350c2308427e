using Components.Intent;
using Manifests.Istio.Networking.V1;
using Manifests.Meta.V1;

namespace Components.Mesh;

/// <summary>
/// The <c>DestinationRule</c>s that limit the connections to a workload, or that name its servers while a region changes its trust domain.
/// </summary>
/// <remarks>
/// Otherwise they have no <c>tls</c> block: automatic mutual TLS chooses per endpoint, and a block would force one choice on all of them. One rule
/// says both things of a host, since of several Istio takes the first traffic policy only.
/// </remarks>
public static class ConnectionPoolManifests
{
    private static readonly PerIntent<IReadOnlyList<DestinationRule>> Made = new(Make);

    /// <summary>One rule for each destination that needs one, in its own namespace and for callers everywhere.</summary>
    public static IReadOnlyList<DestinationRule> For(RegionIntent intent) => Made.Of(intent);

    private static IReadOnlyList<DestinationRule> Make(RegionIntent intent)
    {
        var calls = intent.Workloads.Where(workload => workload.InMesh).SelectMany(workload => workload.Outbound)
            .Where(call => call.Kind == ServerKind.Mesh)
            .ToLookup(call => (call.Namespace, call.Name));
        var own = intent.Workloads.Where(workload => workload.InMesh || workload.ConnectionPool is not null)
            .Select(workload => (workload.Namespace, workload.Name, Pool: workload.ConnectionPool)).ToList();
        var elsewhere = RemoteDestinations.Of(intent).Select(call => (call.Namespace, call.Name, Pool: (ConnectionPool?)null)).Distinct();
        return
        [
            .. own.Concat(elsewhere)
                .Select(to => (Destination: to, Names: ServerNames.Of(intent, [.. calls[(to.Namespace, to.Name)]])))
                .Where(rule => rule.Destination.Pool is not null || rule.Names.Count > 0)
                .Select(rule => Rule(intent.Region, rule.Destination.Namespace, rule.Destination.Name, rule.Destination.Pool, rule.Names)),
        ];
    }

    private static DestinationRule Rule(Region region, string @namespace, string name, ConnectionPool? pool, IReadOnlyList<string> names) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = @namespace, Labels = ObjectLabels.Common() },
        Spec = new DestinationRuleSpec
        {
            Host = ServiceHost.Of(region, @namespace, name),
            TrafficPolicy = new()
            {
                ConnectionPool = pool is null ? null : Pool(pool),
                Tls = names.Count == 0 ? null : new() { Mode = DestinationRuleMode.IstioMutual, SubjectAltNames = [.. names] },
            },
        },
    };

    private static DestinationRuleConnectionPool Pool(ConnectionPool pool) => new()
    {
        Tcp = pool.MaxConnections is null ? null : new() { MaxConnections = pool.MaxConnections },
        Http = pool is { MaxRequests: null, MaxRequestsPerConnection: null }
            ? null
            : new() { Http2MaxRequests = pool.MaxRequests, MaxRequestsPerConnection = pool.MaxRequestsPerConnection },
    };
}

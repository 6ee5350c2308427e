using System.Globalization;
using Manifests.Istio.Networking.V1;
using Policies.Evaluation;
using Policies.Istio;
using Policies.Model;

namespace Policies.Symbolic.Intent;

/// <summary>Compares the hosts that the east-west gateway of a cluster passes on with those that callers in other networks are meant to reach.</summary>
internal static class EastWestProof
{
    /// <summary>Every difference; none where nobody has said what is meant.</summary>
    public static IEnumerable<IntentGap> Gaps(Cluster cluster, IntendedAccess intent)
    {
        if (intent.CrossNetworkHosts is not { } hosts)
        {
            return [];
        }

        var gateways = EastWestGateways.Of(cluster);
        var intended = hosts.ToHashSet(StringComparer.Ordinal);
        var services = cluster.Services.Where(service => !service.IsMeshExternal).GroupBy(service => service.Host, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        return TooFew(cluster, gateways, hosts, services)
            .Concat(gateways.Hosts.Select(entry => TooMany(cluster, entry, intended, services)).OfType<IntentGap>());
    }

    private static IEnumerable<IntentGap> TooFew(
        Cluster cluster, EastWestGateways gateways, IReadOnlyList<string> hosts, Dictionary<string, ServiceModel> services) =>
        from host in hosts
        where !services.TryGetValue(host, out var service) || gateways.Passing(service) is null
        let gateway = gateways.Hosts.Select(entry => entry.Gateway).FirstOrDefault()
        select new IntentGap
        {
            Kind = gateways.IsModelled ? GapKind.TooFew : GapKind.Unknown,
            Layer = Layer.Network,
            Object = gateway?.Reference,
            Source = gateway?.Source,
            Destination = At(cluster, EastWestGateways.Port),
            Witness = $"a call from another network to {host}",
            Reason = !gateways.IsModelled ? "unknown because what listeners of the Gateway API pass on is not modelled"
                : services.ContainsKey(host) ? "no Gateway passes the host on, so there is no route for it"
                : "there is no such service",
        };

    /// <summary>What a listed host takes in that is not meant: itself, or under a wildcard some service, or any that is made one day.</summary>
    private static IntentGap? TooMany(
        Cluster cluster, (ConfigObject<Gateway> Gateway, string Host, int Port) entry, HashSet<string> intended, Dictionary<string, ServiceModel> services)
    {
        var isWildcard = HostNames.IsWildcard(entry.Host);
        var host = !isWildcard ? entry.Host
            : services.Keys.Where(name => !intended.Contains(name) && HostNames.IsWithin(name, entry.Host)).Order(StringComparer.Ordinal).FirstOrDefault()
                ?? $"other{entry.Host[1..]}";
        return intended.Contains(host)
            ? null
            : new IntentGap
            {
                Kind = GapKind.TooMany,
                Layer = Layer.Network,
                Object = entry.Gateway.Reference,
                Source = entry.Gateway.Source,
                Destination = At(cluster, entry.Port),
                Witness = $"a call from another network to {host}",
                Reason = $"{entry.Gateway.Reference} passes {entry.Host} on",
            };
    }

    private static string At(Cluster cluster, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{(cluster.Region is null ? "" : $"{cluster.Region}/")}the east-west gateway:{port}");
}

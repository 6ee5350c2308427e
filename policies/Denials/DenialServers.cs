using Manifests.Linkerd.Policy.V1Beta3;
using Policies.Istio;
using Policies.Linkerd;
using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Servers;

namespace Policies.Denials;

/// <summary>Finds who took part in a refused call, by what the log line says of either end.</summary>
internal static class DenialServers
{
    /// <summary>The servers that the refusal may be of: by certificate, by service, by address, by the policy that selects them.</summary>
    public static IEnumerable<(Cluster Cluster, Workload Server)> Of(Fleet fleet, DenialRecord denial)
    {
        var all = fleet.Clusters.SelectMany(cluster => cluster.Workloads.Select(workload => (Cluster: cluster, Server: workload))).ToList();
        List<Func<(Cluster Cluster, Workload Server), bool>?> clues =
        [
            denial.ServerIdentity is { } identity ? found => found.Server.Identity == identity : null,
            denial.Service is { } host ? found => found.Cluster.Services.Any(service => service.Host == host && service.Endpoints.Contains(found.Server)) : null,
            denial.Host is { } authority ? found => IsBehind(found.Cluster, found.Server, authority) : null,
            denial.ServerAddress is { } address ? found => found.Server.Ip == address || found.Server.FurtherIps.Contains(address) : null,
            denial.LinkerdServer is { } name ? found => Servers(found.Cluster, found.Server, denial.Port).Any(server => server.Reference.Name == name) : null,
            denial is { Kind: DenialKind.LinkerdServer, Port: { } number }
                ? found => found.Server.DataPlane is DataPlane.Linkerd && found.Server.Ports.Any(port => port.Number == number)
                : null,
            denial.PolicyName is not null ? found => Selects(found.Cluster, found.Server, denial) : null,
        ];

        // Each clue narrows what is left, unless nothing is left by it: an authority may be a public name, an address one of another network.
        var left = all;
        foreach (var clue in clues.OfType<Func<(Cluster, Workload), bool>>())
        {
            var fitting = left.FindAll(found => clue(found));
            left = fitting.Count > 0 ? fitting : left;
        }

        return left.Count == all.Count && all.Count > 1 ? [] : left;
    }

    /// <summary>The port; null where it is not known.</summary>
    public static DestinationPort? PortOf(FleetAccess access, DenialRecord denial, Cluster cluster, Workload server)
    {
        var number = denial.Port ?? cluster.Services
            .Where(service => service.Endpoints.Contains(server) && (denial.Service is null || service.Host == denial.Service))
            .SelectMany(service => service.Ports)
            .FirstOrDefault(port => port.Number == (denial.ServicePort ?? PortIn(denial.Host)))?.TargetOn(server);
        var ports = access.PortsOf(cluster, server, number is { } known ? [known] : []).ToList();
        var candidates = number is null ? ports.FindAll(port => port.IsDeclared) : ports.FindAll(port => port.Number == number);
        var isRequest = denial.Method is not null;
        return candidates.Select(port => port.Number).Distinct().Count() == 1 ? candidates.Find(port => port.IsHttp == isRequest) ?? candidates[0] : null;
    }

    /// <summary>The caller; null where it is not known.</summary>
    public static Caller? CallerOf(Fleet fleet, DenialRecord denial, Cluster server)
    {
        if (denial.Identity is { } identity)
        {
            var holders = fleet.Clusters.OrderByDescending(cluster => cluster == server)
                .SelectMany(cluster => cluster.Workloads.Select(workload => new Caller.OfWorkload(workload)))
                .Where(caller => FleetAccess.IdentityOf(caller, server) == identity).ToList();
            return holders.Find(holder => holder.Workload.Ip == denial.ClientAddress || holder.Workload.FurtherIps.Contains(denial.ClientAddress!))
                ?? (Caller?)holders.FirstOrDefault() ?? new Caller.OfIdentity(identity, denial.ClientAddress);
        }

        var known = denial.ClientAddress is null ? null : fleet.Workloads.FirstOrDefault(workload => workload.Ip == denial.ClientAddress || workload.FurtherIps.Contains(denial.ClientAddress));
        return known is not null && (!denial.SaysIdentity || denial.Kind == DenialKind.NoFilterChain) ? new Caller.OfWorkload(known)
            : denial.SaysIdentity || denial.Kind == DenialKind.NoFilterChain ? new Caller.Outsider(denial.ClientAddress)
            : null;
    }

    /// <summary>Linkerd's Servers for a port, or for any that is declared.</summary>
    public static IEnumerable<ConfigObject<Server>> Servers(Cluster cluster, Workload server, int? port)
    {
        var selection = new LinkerdSelection(cluster);
        return (port is { } number ? [number] : server.Ports.Select(own => own.Number)).SelectMany(own => selection.ServersOf(server, own)).Distinct();
    }

    private static bool IsBehind(Cluster cluster, Workload server, string authority)
    {
        var name = authority.Split(':')[0];
        return new CallResolution(cluster).Find(name, server.Namespace)?.Endpoints.Contains(server) == true;
    }

    private static bool Selects(Cluster cluster, Workload server, DenialRecord denial) => new PolicyIndex(cluster).AuthorizationPolicies(server, []).All
        .Any(policy => policy.Namespace == denial.PolicyNamespace && policy.Name == denial.PolicyName);

    private static int? PortIn(string? authority) =>
        authority?.Split(':') is [_, var port] && int.TryParse(port, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}

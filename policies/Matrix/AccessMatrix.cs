using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Servers;

namespace Policies.Matrix;

/// <summary>Everybody against everything: who may call what in a fleet, how much of it, and over which transport.</summary>
/// <remarks>
/// A port's server decides about sets of callers; only of those that it may let through the network and the client's proxy are asked, one by one.
/// Requests go by the VirtualServices on their way. Ports that nobody declares are not looked at: statements and the proof of the intent do that.
/// </remarks>
public static class AccessMatrix
{
    private const string Anybody = "any other identity";
    private const string Nobody = "no certificate";

    /// <summary>One matrix for each cluster of the fleet, in its order.</summary>
    public static IReadOnlyList<RegionMatrix> Of(Fleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        var access = new FleetAccess(fleet);
        var ports = access.Ports.Where(port => port.IsDeclared).ToLookup(port => port.Workload, (IEqualityComparer<Workload>)ReferenceEqualityComparer.Instance);
        return [.. fleet.Clusters.Select(cluster => Of(cluster, fleet, access, ports))];
    }

    private static RegionMatrix Of(Cluster cluster, Fleet fleet, FleetAccess access, ILookup<Workload, DestinationPort> ports)
    {
        var own = cluster.Workloads
            .OrderBy(workload => workload.Namespace, StringComparer.Ordinal).ThenBy(workload => workload.Name, StringComparer.Ordinal)
            .ToList();
        var destinations = own.FindAll(workload => ports.Contains(workload));
        var portless = own.FindAll(workload => !ports.Contains(workload));
        var candidates = destinations.Concat(portless).Select(workload => RowOf(workload, isOwn: true))
            .Concat(fleet.Clusters.Where(other => other != cluster && other.MeshId == cluster.MeshId)
                .SelectMany(other => other.Workloads).Select(workload => RowOf(workload, isOwn: false)))
            .Append(new MatrixCaller(Anybody, null, new Caller.OfIdentity(ObjectNames.Identity(cluster.Mesh.TrustDomain, "any", "other"))))
            .Append(new MatrixCaller(Nobody, null, new Caller.Outsider()))
            .ToList();
        var cells = new Dictionary<(int, int), MatrixCell>();
        for (var column = 0; column < destinations.Count; column++)
        {
            List<(DestinationPort Port, PortCallers Callers, RoutedRequests Routes)> open =
                [.. ports[destinations[column]].Select(port => (port, new PortCallers(access, port), new RoutedRequests(access, port)))];
            for (var row = 0; row < candidates.Count; row++)
            {
                if (Cell(access, candidates[row].Caller!, open) is { } cell)
                {
                    cells.Add((row, column), cell);
                }
            }
        }

        // Workloads of other regions that may call nothing here would only fill the page.
        var calling = cells.Keys.Select(cell => cell.Item1).ToHashSet();
        var kept = Enumerable.Range(0, candidates.Count)
            .Where(row => row < own.Count || calling.Contains(row) || candidates[row].Caller is not Caller.OfWorkload)
            .Select((row, index) => (row, index)).ToDictionary(pair => pair.row, pair => pair.index);
        return new RegionMatrix
        {
            Region = cluster.Region,
            Callers = [.. kept.Keys.Select(row => candidates[row])],
            Destinations = [.. destinations.Select(workload => $"{workload.Namespace}/{workload.Name}")],
            Cells = cells.ToDictionary(cell => (kept[cell.Key.Item1], cell.Key.Item2), cell => cell.Value),
            WithoutPorts = [.. portless.Select(workload => $"{workload.Namespace}/{workload.Name}")],
        };
    }

    private static MatrixCaller RowOf(Workload workload, bool isOwn)
    {
        var place = isOwn || workload.Region is null ? workload.Namespace : $"{workload.Region}/{workload.Namespace}";
        return new MatrixCaller($"{place}/{workload.Name}", place, new Caller.OfWorkload(workload));
    }

    private static MatrixCell? Cell(FleetAccess access, Caller caller, List<(DestinationPort Port, PortCallers Callers, RoutedRequests Routes)> ports)
    {
        var answers = ports.ConvertAll(entry => entry.Callers.MayTake(FleetAccess.IdentityOf(caller, entry.Port.Cluster))
            ? Port(entry.Routes.Follow(access.From(caller, entry.Port)))
            : null);
        var open = answers.OfType<MatrixPort>().ToList();
        return open.Count == 0 ? null : new MatrixCell
        {
            Access = MatrixCell.Together([.. answers.Select(answer => answer?.Access ?? MatrixAccess.Denied)]),
            Transports = [.. open.Select(answer => answer.Transport).Distinct().OrderDescending()],
            Ports = open,
        };
    }

    /// <summary>What a caller can do at a port; null for nothing.</summary>
    private static MatrixPort? Port(CallerAccess found)
    {
        var port = found.Port;
        if (found.Stopped is { Allow: false })
        {
            return null;
        }

        // What a waypoint lets through is told of the servers behind it.
        var unmodelled = port.Workload.DataPlane == DataPlane.Waypoint ? "a waypoint answers for the services behind it" : null;
        var allowed = found.Classes.Where(entry => entry.Verdict.Effect == AccessEffect.Allowed).ToList();
        var told = allowed.Count > 0 ? allowed : [.. found.Classes.Where(entry => entry.Verdict.Effect == AccessEffect.Unknown)];
        if (unmodelled is null && told.Count == 0)
        {
            return null;
        }

        return new MatrixPort
        {
            Port = port,
            Access = unmodelled is not null || found.Stopped is not null || allowed.Count == 0 ? MatrixAccess.Unknown
                : allowed.Count == found.Classes.Count ? MatrixAccess.All
                : MatrixAccess.Some,
            Transport = found.Transport,
            Requests = unmodelled is null ? RequestText.Of(told.Select(entry => Requests(entry.Calls))) : "anything",
            By = [.. told.Where(entry => entry.Verdict.Object is not null).Select(entry => (entry.Verdict.Object!, entry.Verdict.Source)).Distinct()],
            Reason = unmodelled is not null ? $"unknown because {unmodelled}" : found.Stopped?.Reason ?? told[0].Verdict.Reason,
        };
    }

    private static Dictionary<string, string> Requests(IReadOnlyDictionary<string, string> calls) =>
        calls.Where(part => part.Key != "principal").ToDictionary(part => part.Key, part => part.Value, StringComparer.Ordinal);
}

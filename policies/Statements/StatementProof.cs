using System.Globalization;
using Policies.Evaluation;
using Policies.Model;
using Policies.Modelling;
using Policies.Symbolic.Gateways;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Statements;

/// <summary>Proves statements over a fleet, or refutes them with a call.</summary>
public static class StatementProof
{
    /// <summary>How each statement came out, in their order.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="statements">The statements.</param>
    /// <param name="servers">What decides at its servers, where something else asks about them too; null where nothing does.</param>
    public static IReadOnlyList<StatementResult> Of(Fleet fleet, IReadOnlyList<Statement> statements, FleetServers? servers = null)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(statements);
        if (statements.Count == 0)
        {
            return [];
        }

        var read = servers ?? new FleetServers(fleet);
        var (cache, callers, indexes) = (new PartitionCache(), new FleetCallers(fleet), new SharedIndexes());
        ClusterProof[] clusters = [.. fleet.Clusters.Select(cluster => new ClusterProof(cluster, read, callers, new Evaluator(fleet, indexes), cache))];
        ClusterProof OfCluster(Cluster cluster) => clusters[fleet.Clusters.Index().First(entry => ReferenceEquals(entry.Item, cluster)).Index];
        var evaluator = new Evaluator(fleet, indexes);
        var ways = new GatewayWays(fleet, fleet.Clusters.SelectMany(GatewayEntrances.Of), evaluator, cluster => OfCluster(cluster).Servers);
        var gateways = new GatewayStatements(ways, callers, evaluator, cluster => OfCluster(cluster).Network, cache);
        var externals = new ExternalStatements(fleet, evaluator, callers, ways, gateways, cache);
        // Gateways lead from one cluster into another, so they are asked about on one thread.
        var held = ways.IsEmpty ? InParallel.Map(clusters, Held) : [.. clusters.Select(Held)];
        return [.. statements.Select((statement, at) => Of(statement, [.. held.Select(results => results[at])], externals, callers))];

        IReadOnlyList<HeldStatement> Held(ClusterProof cluster) => [.. statements.Select(statement => Hold(statement, cluster, gateways))];
    }

    /// <summary>Holds a statement against the ports of one cluster.</summary>
    private static HeldStatement Hold(Statement statement, ClusterProof cluster, GatewayStatements gateways)
    {
        var (ports, found) = (0, new List<(string Destination, Counterexample Found)>());
        foreach (var workload in cluster.Targets(statement))
        {
            foreach (var port in cluster.PortsOf(workload, statement))
            {
                ports++;
                var direct = cluster.Counterexample(statement, port);
                var indirect = direct is { IsCertain: true } ? null : gateways.Counterexample(statement, port);
                if ((indirect is { IsCertain: true } ? indirect : direct ?? indirect) is { } counterexample)
                {
                    found.Add((Words(port), counterexample));
                }
            }
        }

        return new HeldStatement(ports, found);
    }

    private static StatementResult Of(Statement statement, IReadOnlyList<HeldStatement> clusters, ExternalStatements externals, FleetCallers callers)
    {
        var (ports, further) = (0, 0);
        (string Destination, Counterexample Found)? first = null;
        foreach (var held in clusters)
        {
            ports += held.Ports;
            held.Found.ForEach(found => Count(found.Destination, found.Found));
        }

        foreach (var (destination, found) in externals.Of(statement))
        {
            ports++;
            if (found is not null)
            {
                Count(destination, found);
            }
        }

        if (ports > 0 && first is null && callers.WithUnknownName(statement) is { } hidden)
        {
            var question = OpenQuestion.OfName(hidden);
            first = ("every port that is meant", new Counterexample(false, $"a call of {hidden}", question.Reason, question.Reference));
        }

        return new StatementResult
        {
            Statement = statement,
            Outcome = ports == 0 ? StatementOutcome.Empty
                : first is null ? StatementOutcome.Proven
                : first.Value.Found.IsCertain ? StatementOutcome.Refuted
                : StatementOutcome.Open,
            Ports = ports,
            Destination = first?.Destination,
            Witness = first?.Found.Witness,
            Reason = first?.Found.Reason,
            Object = first?.Found.Object,
            FurtherPorts = further,
        };

        void Count(string destination, Counterexample found)
        {
            further += first is null ? 0 : 1;

            // A certain one says more than an open one.
            first = first is null || (found.IsCertain && !first.Value.Found.IsCertain) ? (destination, found) : first;
        }
    }

    private static string Words(DestinationPort port) =>
        port.IsDeclared ? port.ToString() : string.Create(CultureInfo.InvariantCulture, $"{port.Workload} at a port that nobody declares, such as {port.Number}");

    /// <summary>How a statement came out at the ports of one cluster.</summary>
    /// <param name="Ports">How many there are.</param>
    /// <param name="Found">Those where it does not hold, or may not, each with a call that shows it.</param>
    private sealed record HeldStatement(int Ports, List<(string Destination, Counterexample Found)> Found);
}

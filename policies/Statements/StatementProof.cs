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
        var cache = new PartitionCache();
        var callers = new FleetCallers(fleet);
        var evaluator = new Evaluator(fleet);
        ClusterProof[] clusters = [.. fleet.Clusters.Select(cluster => new ClusterProof(cluster, read, callers, evaluator, cache))];
        ClusterProof OfCluster(Cluster cluster) => clusters[fleet.Clusters.Index().First(entry => ReferenceEquals(entry.Item, cluster)).Index];
        var ways = new GatewayWays(fleet, fleet.Clusters.SelectMany(GatewayEntrances.Of), evaluator, cluster => OfCluster(cluster).Servers);
        var gateways = new GatewayStatements(ways, callers, evaluator, cluster => OfCluster(cluster).Network, cache);
        var externals = new ExternalStatements(fleet, evaluator, callers, ways, gateways, cache);
        return [.. statements.Select(statement => Of(statement, clusters, gateways, externals, callers))];
    }

    private static StatementResult Of(Statement statement, IReadOnlyList<ClusterProof> clusters, GatewayStatements gateways, ExternalStatements externals, FleetCallers callers)
    {
        var (ports, further) = (0, 0);
        (string Destination, Counterexample Found)? first = null;
        foreach (var proof in clusters)
        {
            foreach (var workload in proof.Targets(statement))
            {
                foreach (var port in proof.PortsOf(workload, statement))
                {
                    var direct = proof.Counterexample(statement, port);
                    var indirect = direct is { IsCertain: true } ? null : gateways.Counterexample(statement, port);
                    Count(Words(port), indirect is { IsCertain: true } ? indirect : direct ?? indirect);
                }
            }
        }

        foreach (var (destination, found) in externals.Of(statement))
        {
            Count(destination, found);
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

        void Count(string destination, Counterexample? found)
        {
            ports++;
            if (found is not null)
            {
                further += first is null ? 0 : 1;

                // A certain one says more than an open one.
                first = first is null || (found.IsCertain && !first.Value.Found.IsCertain) ? (destination, found) : first;
            }
        }
    }

    private static string Words(DestinationPort port) =>
        port.IsDeclared ? port.ToString() : string.Create(CultureInfo.InvariantCulture, $"{port.Workload} at a port that nobody declares, such as {port.Number}");
}

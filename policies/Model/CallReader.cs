using Manifests;
using Manifests.Reading;

namespace Policies.Model;

/// <summary>Reads one question about a fleet, in the fields of a scenario's call.</summary>
/// <remarks>
/// In a fleet of several regions, <c>from</c> and <c>to</c> may begin with one: <c>eu/finance/ledger</c>. Without, every region counts in which
/// the name means something, so that the answer is a call for each pair.
/// </remarks>
public static class CallReader
{
    /// <summary>The calls that a question stands for, one for each endpoint that may answer.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="question">The fields <c>from</c>, <c>to</c>, <c>port</c>, <c>method</c>, …</param>
    /// <returns>The calls; or, where there are none, why.</returns>
    public static (IReadOnlyList<Call> Calls, IReadOnlyList<ReadError> Errors) Read(Fleet fleet, MapNode question)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(question);
        var (from, to) = (Place(fleet, question["from"]), Place(fleet, question["to"]));
        var resolvers = fleet.Clusters.ToDictionary(cluster => cluster.Region ?? "", cluster => new CallResolution(cluster), StringComparer.Ordinal);
        var calls = new List<Call>();
        var problems = new List<List<ReadError>>();
        foreach (var client in fleet.Clusters.Where(cluster => from.Region is null || cluster.Region == from.Region))
        {
            foreach (var server in fleet.Clusters.Where(cluster => to.Region is null || cluster.Region == to.Region))
            {
                var errors = new List<ReadError>();
                var node = new ScenarioNode(With(With(question, "from", from.Name), "to", to.Name), "", errors);
                var found = ScenarioCalls.Read(node, resolvers[client.Region ?? ""], resolvers[server.Region ?? ""]);
                node.Close();
                problems.Add(errors);
                // Only a workload's call to a workload has two regions: strangers and hosts outside of the mesh are in none.
                calls.AddRange(errors.Count > 0
                    ? []
                    : found.Where(call => call is { From: Caller.OfWorkload, To: not null } || ReferenceEquals(client, server)));
            }
        }

        var answered = calls.Exists(call => call.To is not null) ? calls.FindAll(call => call.To is not null) : calls;
        return answered.Count > 0 ? (answered, []) : ([], Nearest(problems));
    }

    /// <summary>Of the pairs of regions, what is wrong where the most names mean something.</summary>
    private static IReadOnlyList<ReadError> Nearest(List<List<ReadError>> pairs)
    {
        var fewest = pairs.Select(Unknown).DefaultIfEmpty(0).Min();
        return [.. pairs.Where(pair => Unknown(pair) == fewest).SelectMany(pair => pair).DistinctBy(problem => problem.Message)];

        static int Unknown(List<ReadError> pair) =>
            pair.Count(problem => problem.Message.StartsWith("from:", StringComparison.Ordinal) || problem.Message.StartsWith("to:", StringComparison.Ordinal));
    }

    private static (string? Region, Node? Name) Place(Fleet fleet, Node? node)
    {
        var text = (node as ScalarNode)?.AsString;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash > 0 && text!.IndexOf('/', slash + 1) > 0 && fleet.Clusters.Any(cluster => cluster.Region == text[..slash])
            ? (text[..slash], new ScalarNode(text[(slash + 1)..]))
            : (null, node);
    }

    private static MapNode With(MapNode map, string key, Node? value)
    {
        var copy = new MapNode(map.Count);
        foreach (var entry in map)
        {
            copy.Add(entry.Key == key && value is not null ? entry with { Value = value } : entry);
        }

        return copy;
    }
}

using Policies.Modelling;
using Policies.Symbolic.Servers;

namespace Policies.Differences;

/// <summary>
/// What of two sets of objects nobody can compare: objects whose meaning is not known that come, go or change, and changes of known objects beside such a one.
/// </summary>
internal sealed class OpenDifference(ServerSide old, ServerSide now, ChangeCauses causes)
{
    private readonly HashSet<(string? Region, string Destination, ObjectReference?)> _told = [];

    /// <summary>The calls to a port's workload that an object of unknown meaning decides about, once for each workload; what it does to the network, once for each namespace.</summary>
    public IEnumerable<AccessChange> Questions(DestinationPort? was, DestinationPort? @is)
    {
        var port = (@is ?? was)!;
        var words = port.Service is null ? port.Workload.ToString() : $"{port.Workload} for {port.Service.Host}";
        var region = port.Cluster.Region is { } name ? $"{name}/" : "";
        return Told(port, words, "any call", Of(old, was), Of(now, @is))
            .Concat(Told(port, $"{region}{port.Workload.Namespace}, every pod", "any connection", OfNetwork(old, was), OfNetwork(now, @is)));
    }

    /// <summary>Changes by objects that are known, as they are beside one that is not: nobody knows whether they come about.</summary>
    public IEnumerable<AccessChange> Requests(DestinationPort? was, DestinationPort? @is, IEnumerable<AccessChange> changes) => Beside(changes, Of(old, was), Of(now, @is));

    /// <summary>The same for changes of the network.</summary>
    public IEnumerable<AccessChange> Connections(DestinationPort? was, DestinationPort? @is, IEnumerable<AccessChange> changes) =>
        Beside(changes, OfNetwork(old, was), OfNetwork(now, @is));

    private static OpenQuestion? Of(ServerSide side, DestinationPort? port) => port is null ? null : side.Access.PolicyOf(port).Open;

    private static OpenQuestion? OfNetwork(ServerSide side, DestinationPort? port) => port is null ? null : side.Access.OpenNetwork(port);

    private static IEnumerable<AccessChange> Beside(IEnumerable<AccessChange> changes, OpenQuestion? before, OpenQuestion? after) => (after ?? before) is not { } question
        ? changes
        : changes.Select(change => change with
        {
            Kind = ChangeKind.Unclear,
            Before = before is null ? change.Before : AccessEffect.Unknown,
            After = after is null ? change.After : AccessEffect.Unknown,
            Reason = $"{change.Reason}; {question.Reason}",
        });

    private IEnumerable<AccessChange> Told(DestinationPort port, string destination, string request, OpenQuestion? before, OpenQuestion? after)
    {
        if ((after ?? before) is not { } question
            || (before?.Reference == after?.Reference && question.Reference is { } same && !causes.Changed(same))
            || !_told.Add((port.Cluster.Region, destination, question.Reference)))
        {
            return [];
        }

        return
        [
            new AccessChange
            {
                Kind = ChangeKind.Unclear,
                Region = port.Cluster.Region,
                Destination = destination,
                Source = "anyone",
                Request = request,
                Transport = "any",
                Before = AccessEffect.Unknown,
                After = AccessEffect.Unknown,
                Witness = $"{request} to {destination}",
                Cause = question.Reference,
                Place = question.Source,
                Reason = after is null ? $"before, {question.Reason}; now no object of unknown meaning decides" : $"now {question.Reason}",
            },
        ];
    }
}

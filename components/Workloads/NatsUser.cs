using Components.Intent;
using Trust;

namespace Components.Workloads;

/// <summary>An identity that may use a NATS server, and the subjects that it may publish and subscribe to.</summary>
internal sealed record NatsUser(SpiffeId Identity, IReadOnlyList<string> Publish, IReadOnlyList<string> Subscribe)
{
    /// <summary>
    /// The users of a server, ordered by SPIFFE ID; several permissions of one identity are one user, since NATS takes the first user that
    /// matches a certificate and looks no further.
    /// </summary>
    public static IReadOnlyList<NatsUser> Of(Workload server) =>
    [
        .. server.Ports
            .SelectMany(port => port.Callers)
            .Where(caller => caller.Source is CallSource.FromWorkload)
            .GroupBy(caller => ((CallSource.FromWorkload)caller.Source).Identity)
            .OrderBy(callers => callers.Key.ToString(), StringComparer.Ordinal)
            .Select(callers => new NatsUser(
                callers.Key,
                Subjects(callers.SelectMany(caller => caller.Publish)),
                Subjects(callers.SelectMany(caller => caller.Subscribe)))),
    ];

    private static List<string> Subjects(IEnumerable<string> subjects) => [.. subjects.Distinct().Order(StringComparer.Ordinal)];
}

using Components.Intent;
using Trust;

namespace Components.Workloads;

/// <summary>An identity that may use a Redis server, and what it may do there: the union of what its callers' entries say.</summary>
internal sealed record RedisUser
{
    /// <summary>
    /// The commands on data, without those that no pattern of keys holds (they tell of every key) and without those that stop, copy or empty the server.
    /// Categories of the core's own types, so that commands of modules are not among them.
    /// </summary>
    private const string Data =
        "+@keyspace +@string +@hash +@list +@set +@sortedset +@bitmap +@hyperloglog +@geo +@stream +@transaction -@dangerous -dbsize -randomkey -scan";

    /// <summary>The user's name.</summary>
    public required SpiffeId Identity { get; init; }

    /// <summary>Patterns of keys that it may read.</summary>
    public required IReadOnlyList<string> ReadKeys { get; init; }

    /// <summary>Patterns of keys that it may read and write.</summary>
    public required IReadOnlyList<string> WriteKeys { get; init; }

    /// <summary>Patterns of channels that it may publish to.</summary>
    public required IReadOnlyList<string> Publish { get; init; }

    /// <summary>Patterns of channels that it may subscribe to.</summary>
    public required IReadOnlyList<string> Subscribe { get; init; }

    /// <summary>The users of a server, ordered by name.</summary>
    public static IReadOnlyList<RedisUser> Of(Workload server) =>
    [
        .. server.Ports
            .SelectMany(port => port.Callers)
            .Where(caller => caller.Source is CallSource.FromWorkload)
            .GroupBy(caller => ((CallSource.FromWorkload)caller.Source).Identity)
            .OrderBy(callers => callers.Key.ToString(), StringComparer.Ordinal)
            .Select(callers => new RedisUser
            {
                Identity = callers.Key,
                ReadKeys = Patterns(callers, caller => caller.ReadKeys),
                WriteKeys = Patterns(callers, caller => caller.WriteKeys),
                Publish = Patterns(callers, caller => caller.Publish),
                Subscribe = Patterns(callers, caller => caller.Subscribe),
            }),
    ];

    /// <summary>
    /// The user's line: no password, so that only a certificate makes one this user, and one selector for each kind of permission, since keys and commands
    /// within one count together.
    /// </summary>
    public override string ToString() => string.Join(
        ' ',
        [
            $"user {Identity} on resetpass resetkeys resetchannels -@all +@connection -@admin -@dangerous",
            .. Selector(ReadKeys.Count > 0, $"{Data} -@write", Readable),
            .. Selector(WriteKeys.Count > 0, Data, [.. Readable, .. WriteKeys.Select(key => $"~{key}")]),
            .. Selector(Publish.Count > 0, "+publish +spublish", Publish.Select(channel => $"&{channel}")),
            .. Selector(
                Subscribe.Count > 0,
                "+psubscribe +punsubscribe +ssubscribe +subscribe +sunsubscribe +unsubscribe",
                Subscribe.Select(channel => $"&{channel}")),
        ]);

    private IEnumerable<string> Readable => ReadKeys.Select(key => $"%R~{key}");

    private static IEnumerable<string> Selector(bool isNeeded, string commands, IEnumerable<string> patterns) =>
        isNeeded ? [$"({commands} {string.Join(' ', patterns)})"] : [];

    private static IReadOnlyList<string> Patterns(IEnumerable<Caller> callers, Func<Caller, IReadOnlyList<string>> patterns) =>
        [.. callers.SelectMany(patterns).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

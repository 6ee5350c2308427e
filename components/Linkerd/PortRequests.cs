using Components.Intent;

namespace Components.Linkerd;

/// <summary>What the callers of a port may do, as sets of requests of which exactly one takes each request.</summary>
/// <remarks>
/// A request belongs to one HTTPRoute only, however many match it, so every set of paths that some caller names is given to all who may reach it, be
/// it by a wider path. Sets are nested or apart; what would overlap otherwise is refused by <see cref="PortProblems"/>.
/// </remarks>
internal sealed class PortRequests
{
    private readonly List<(Caller Caller, PathCell Paths)> _permissions;

    private PortRequests(WorkloadPort port)
    {
        Unrestricted = Clients.Of(port.Callers.Where(IsUnrestricted));
        _permissions =
        [
            .. from caller in port.Callers
               where !IsUnrestricted(caller)
               from cell in caller.Paths.Count == 0 ? [PathCell.Every] : caller.Paths.Select(PathCell.Parse).OfType<PathCell>()
               select (caller, cell),
        ];
        Bases = [.. _permissions.Select(permission => permission.Paths.Base).Distinct().Order(StringComparer.Ordinal)];
        List<RequestEntry> entries = [.. Bases.SelectMany(At)];
        Cells = [.. entries.Select(entry => entry.Paths).Distinct()];
        Restricted = [.. entries
            .GroupBy(entry => entry.Clients.Key, StringComparer.Ordinal)
            .Select(together => new PermittedRequests([.. together.Select(entry => (entry.Paths, entry.Method))], together.First().Clients))];
    }

    /// <summary>Those who may make every request.</summary>
    public Clients Unrestricted { get; }

    /// <summary>The others, by the requests that they may make; empty where nobody is restricted.</summary>
    public IReadOnlyList<PermittedRequests> Restricted { get; }

    /// <summary>The sets of paths that routes take.</summary>
    public IReadOnlyList<PathCell> Cells { get; }

    /// <summary>The paths at which the sets begin.</summary>
    public IReadOnlyList<string> Bases { get; }

    /// <summary>Reads the callers of a port.</summary>
    public static PortRequests Of(WorkloadPort port) => new(port);

    private static bool IsUnrestricted(Caller caller) =>
        caller.Methods.Count == 0 && (caller.Paths.Count == 0 || caller.Paths.Any(path => PathCell.Parse(path) == PathCell.Every));

    /// <summary>The requests whose paths begin at a path: the path itself, what is below it, or both as one prefix.</summary>
    private IEnumerable<RequestEntry> At(string path)
    {
        if (path.Length == 0)
        {
            return Entries(PathCell.Every, PathCell.Every);
        }

        var named = _permissions.Where(permission => permission.Paths.Base == path).Select(permission => permission.Paths).ToList();
        var (itself, below) = (new PathCell(path, HasBase: true, HasBelow: false), new PathCell(path, HasBase: false, HasBelow: true));
        return (named.Exists(cell => cell.HasBase), named.Exists(cell => cell.HasBelow)) switch
        {
            (true, false) => Entries(itself, itself),
            (false, true) => Entries(below, below),
            _ => AsPrefix(path, itself, below) ?? [.. Entries(itself, itself), .. Entries(below, below)],
        };
    }

    /// <summary>
    /// A prefix for what is below, and the path itself only where that has other clients; null where the two would claim a request with equal right.
    /// </summary>
    private List<RequestEntry>? AsPrefix(string path, PathCell itself, PathCell below)
    {
        List<RequestEntry> prefix = [.. Entries(new PathCell(path, HasBase: true, HasBelow: true), below)];
        List<RequestEntry> own =
        [
            .. Entries(itself, itself).Where(entry => !prefix.Exists(other => other.Method == entry.Method && other.Clients.Key == entry.Clients.Key)),
        ];
        List<RequestEntry> all = [.. own, .. prefix];
        return all.Select(entry => entry.Method).Append(null).Distinct().All(method => IsClear(method, all, itself)) ? all : null;
    }

    /// <summary>Whether whoever takes a request for a path with a method lets in whom the intent does. One with the method goes before one for all.</summary>
    private bool IsClear(string? method, List<RequestEntry> entries, PathCell itself)
    {
        var takers = entries.FindAll(entry => entry.Method == method);
        var meant = ClientsOf(itself, method).Key;
        return (takers.Count > 0 ? takers : entries.FindAll(entry => entry.Method is null)).TrueForAll(entry => entry.Clients.Key == meant);
    }

    /// <summary>A set of paths by method. What no entry with a method takes falls to the one for every method, or out of the set.</summary>
    /// <param name="paths">The set as the route states it.</param>
    /// <param name="judged">The part of it that decides who its clients are.</param>
    private IEnumerable<RequestEntry> Entries(PathCell paths, PathCell judged)
    {
        var always = ClientsOf(judged, null);
        var methods = Reaching(judged).SelectMany(caller => caller.Methods).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return
        [
            .. methods.Select(method => new RequestEntry(paths, method, ClientsOf(judged, method))).Where(entry => entry.Clients.Key != always.Key),
            .. always.IsEmpty ? (RequestEntry[])[] : [new RequestEntry(paths, null, always)],
        ];
    }

    private Clients ClientsOf(PathCell paths, string? method) => Clients.Of(
        Reaching(paths).Where(caller => caller.Methods.Count == 0 || (method is not null && caller.Methods.Contains(method))));

    private IEnumerable<Caller> Reaching(PathCell paths) =>
        _permissions.Where(permission => permission.Paths.Covers(paths)).Select(permission => permission.Caller).Distinct();
}

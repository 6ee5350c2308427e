using System.Collections.Concurrent;
using Policies.Model;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Statements;

/// <summary>The names by which the servers of one mesh know callers, and those that sets of callers have.</summary>
internal abstract class CallerNames
{
    private static readonly DimensionKey Principal = new(DimensionKind.Principal);

    private readonly FleetCallers _callers;
    private readonly ConcurrentDictionary<CallerSet, IReadOnlyList<IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>>>> _ofSets = new();
    private readonly ConcurrentDictionary<CallerSet, NameSet> _namesOf = new();

    /// <summary>Reads a fleet.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="callers">The sets of callers.</param>
    protected CallerNames(Fleet fleet, FleetCallers callers)
    {
        Fleet = fleet;
        _callers = callers;
    }

    /// <summary>The workloads that have a name.</summary>
    public IReadOnlyList<Workload> Holders => field ??= [.. Fleet.Workloads.Where(workload => Of(workload) is not null)];

    private HashSet<string> Known => field ??= [.. Holders.Select(workload => Of(workload)!)];

    /// <summary>The fleet.</summary>
    protected Fleet Fleet { get; }

    /// <summary>A workload's name; null where its proxy shows none to servers of this mesh.</summary>
    public abstract string? Of(Workload workload);

    /// <summary>Whether a name is that of a workload of the fleet.</summary>
    public bool IsKnown(string? name) => name is not null && Known.Contains(name);

    /// <summary>Adds the names of the sets to the clauses of a port.</summary>
    public Membership Add(IReadOnlyList<CallerSet> sets, ClauseSet clauses) => new(
    [
        .. sets.Select(set => ((IReadOnlyList<int>)[.. _ofSets.GetOrAdd(set, key => [.. Names(key)]).Select(clauses.Add)], IsRest(set))),
    ]);

    /// <summary>Whether callers of a name are in one of the sets.</summary>
    public bool Contains(IReadOnlyList<CallerSet> sets, string name)
    {
        foreach (var set in sets)
        {
            if (_namesOf.GetOrAdd(set, NamesOf).Contains(name) != IsRest(set))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Calls with one of some names.</summary>
    public static IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>> Named(IEnumerable<string> names) => One(new Test(IsNegated: false, [.. names.Select(TextPattern.Exact)]));

    /// <summary>The names of a namespace; in one region, or in all.</summary>
    protected abstract IEnumerable<TextPattern> OfNamespace(string name, string? region);

    /// <summary>The names of a region.</summary>
    protected abstract IEnumerable<TextPattern> OfRegion(string region);

    /// <summary>The names of a trust domain.</summary>
    protected abstract TextPattern OfTrustDomain(string name);

    private NameSet NamesOf(CallerSet set) =>
        new(_ofSets.GetOrAdd(set, key => [.. Names(key)]).Select(clause => clause.GetValueOrDefault(Principal, [])));

    /// <summary>Whether the clauses of a set are those of everybody else.</summary>
    private static bool IsRest(CallerSet set) => set.IsOutside != (set.Kind == CallerSetKind.Outsiders);

    private IEnumerable<IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>>> Names(CallerSet set) => set.Kind switch
    {
        CallerSetKind.Anyone => [new Dictionary<DimensionKey, IReadOnlyList<Test>>()],
        CallerSetKind.Plaintext => [One(new Test(IsNegated: true, [TextPattern.NonEmpty]))],
        CallerSetKind.Outsiders => Among(Holders.Select(workload => TextPattern.Exact(Of(workload)!))),
        CallerSetKind.Service => Among(_callers.Workloads(set with { IsOutside = false }).Select(Of).OfType<string>().Select(TextPattern.Exact)),
        CallerSetKind.Namespace => Among(OfNamespace(set.Name, set.Region)),
        CallerSetKind.Region => Among(OfRegion(set.Name)),
        _ => Among([OfTrustDomain(set.Name)]),
    };

    private static IEnumerable<IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>>> Among(IEnumerable<TextPattern> patterns)
    {
        Pattern[] any = [.. patterns.Distinct()];
        return any.Length == 0 ? [] : [One(new Test(IsNegated: false, any))];
    }

    private static Dictionary<DimensionKey, IReadOnlyList<Test>> One(Test test) => new() { [Principal] = [test] };
}

using Policies.Model;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Networks;
using Policies.Symbolic.Text;

namespace Policies.Statements;

/// <summary>What sets of callers are in a fleet: identities where a proxy looks at certificates, pods where only the network decides. Several threads may ask at once.</summary>
internal sealed class FleetCallers
{
    private static readonly IEqualityComparer<Workload> ByReference = ReferenceEqualityComparer.Instance;
    private static readonly DimensionKey PodNamespace = new(DimensionKind.Namespace);

    private readonly Fleet _fleet;
    private readonly HashSet<(string? Region, string Namespace, string Name)> _names;
    private readonly Dictionary<Cluster, ServiceNames> _services = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Workload> _hidden;
    private readonly IstioNames _istio;
    private readonly LinkerdNames _linkerd;

    /// <summary>Reads a fleet.</summary>
    public FleetCallers(Fleet fleet)
    {
        _fleet = fleet;
        _istio = new IstioNames(fleet, this);
        _linkerd = new LinkerdNames(fleet, this);
        _hidden = fleet.Workloads.Where(workload => workload.Certificates is { HideIdentity: true }).ToHashSet(ByReference);
        _names = [.. fleet.Clusters.SelectMany(cluster => cluster.Workloads.Select(workload => (cluster.Region, workload.Namespace, workload.Name)))];
        foreach (var cluster in fleet.Clusters)
        {
            _services[cluster] = new ServiceNames(cluster);
        }
    }

    /// <summary>The names by which a server knows its callers.</summary>
    public CallerNames NamesAt(Workload server) => server.DataPlane == DataPlane.Linkerd ? _linkerd : _istio;

    /// <summary>Whether a workload of the same namespace and name runs in a region.</summary>
    public bool Runs(string? region, Workload workload) => _names.Contains((region, workload.Namespace, workload.Name));

    /// <summary>What services are called in a cluster.</summary>
    public ServiceNames NamesIn(Cluster cluster) => _services[cluster];

    /// <summary>The workloads of the fleet that are in a set.</summary>
    public IEnumerable<Workload> Workloads(CallerSet set) => _fleet.Clusters.SelectMany(cluster => set.IsOutside ? cluster.Workloads.Except(Named(set, cluster), ByReference) : Named(set, cluster));

    /// <summary>The workloads that are in some of the sets, or in none of them.</summary>
    public IEnumerable<Workload> Meant(IReadOnlyList<CallerSet> sets, bool isExcluded)
    {
        var meant = sets.SelectMany(Workloads).ToHashSet(ByReference);
        return _fleet.Workloads.Where(workload => meant.Contains(workload) != isExcluded);
    }

    /// <summary>A workload whose calls would refute a <c>deny</c> or an <c>only</c>, and that servers may take for somebody else; null for none.</summary>
    public Workload? WithUnknownName(Statement statement) => statement.Kind == StatementKind.Allow || _hidden.Count == 0
        ? null
        : Meant(statement.From, statement.Kind == StatementKind.Only).FirstOrDefault(_hidden.Contains);

    /// <summary>Whether somebody who is no workload of the fleet and shows no certificate is in some of the sets.</summary>
    public static bool MeansStranger(IReadOnlyList<CallerSet> sets) =>
        sets.Any(set => (set.Kind is CallerSetKind.Anyone or CallerSetKind.Outsiders or CallerSetKind.Plaintext) != set.IsOutside);

    /// <summary>Adds the pods of the sets, as a cluster's network sees them, to the clauses of a port.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="tests">What its rules ask for again and again.</param>
    /// <param name="clauses">The clauses.</param>
    public Membership AddPods(IReadOnlyList<CallerSet> sets, Cluster cluster, PeerTests tests, ClauseSet clauses) => new(
    [
        .. sets.Select(set => ((IReadOnlyList<int>)[.. Pods(set, cluster, tests).Select(clauses.Add)], set.IsOutside != (set.Kind == CallerSetKind.Outsiders))),
    ]);

    /// <summary>The workloads of a cluster that a set names, whether it means them or everybody else.</summary>
    private IEnumerable<Workload> Named(CallerSet set, Cluster cluster) => set.Region is not null && cluster.Region != set.Region ? [] : set.Kind switch
    {
        CallerSetKind.Anyone => cluster.Workloads,
        CallerSetKind.Outsiders => [],
        CallerSetKind.Plaintext => cluster.Workloads.Where(workload => workload.Identity is null && workload.DataPlane != DataPlane.Linkerd),
        CallerSetKind.Service => NamesIn(cluster).Of(set.Name),
        CallerSetKind.Namespace => cluster.Workloads.Where(workload => workload.Namespace == set.Name),
        CallerSetKind.Region => cluster.Region == set.Name ? cluster.Workloads : [],
        _ => cluster.Workloads.Where(workload => workload.Identity?.StartsWith($"spiffe://{set.Name}/", StringComparison.Ordinal) == true
            || _linkerd.Of(workload)?.EndsWith($".{set.Name}", StringComparison.Ordinal) == true),
    };

    private IEnumerable<IReadOnlyDictionary<DimensionKey, IReadOnlyList<Test>>> Pods(CallerSet set, Cluster cluster, PeerTests tests)
    {
        switch (set.Kind)
        {
            case CallerSetKind.Anyone or CallerSetKind.Plaintext:
                return [new Dictionary<DimensionKey, IReadOnlyList<Test>>()];
            case CallerSetKind.Region when cluster.Region == set.Name:
                return [One(PodNamespace, new Test(IsNegated: false, [TextPattern.NonEmpty]))];
            case CallerSetKind.Namespace when set.Region is null || set.Region == cluster.Region:
                return [tests.Pods(set.Name, new Dictionary<string, string>()).Build().Tests];
            case CallerSetKind.Region or CallerSetKind.Namespace:
                return [];
        }

        return (set.Kind == CallerSetKind.Outsiders ? cluster.Workloads : Named(set, cluster))
            .Select(workload => tests.Pods(workload.Namespace, OwnLabels(workload)).Build().Tests);
    }

    /// <summary>The labels that whoever wrote the workload gave it. Those that injection adds are on its pods, but no NetworkPolicy asks for them.</summary>
    private static Dictionary<string, string> OwnLabels(Workload workload) =>
        workload.Labels.Where(label => !label.Key.Contains("istio.io/", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    private static Dictionary<DimensionKey, IReadOnlyList<Test>> One(DimensionKey key, Test test) => new() { [key] = [test] };
}

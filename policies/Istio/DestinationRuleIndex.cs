using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>Which DestinationRule a client's proxy uses for a service (<c>PushContext.destinationRule</c>).</summary>
public sealed class DestinationRuleIndex
{
    private const string Private = ".";
    private const string Public = "*";

    private readonly string _root;
    private readonly Dictionary<string, RulesByHost> _local = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RulesByHost> _exported = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RulesByHost> _rootLocal = new(StringComparer.Ordinal);

    /// <summary>Reads the cluster's rules.</summary>
    public DestinationRuleIndex(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        _root = cluster.Mesh.RootNamespace;
        var isPrivateByDefault = cluster.Mesh.DefaultDestinationRuleExportTo.Contains(Private);
        foreach (var rule in cluster.DestinationRules.OrderByDescending(rule => rule.Object.Spec?.WorkloadSelector is not null))
        {
            Add(rule, cluster.Mesh.ClusterDomain, isPrivateByDefault);
        }
    }

    /// <summary>The rule that counts; null for none.</summary>
    /// <param name="clientNamespace">The client's namespace.</param>
    /// <param name="clientLabels">The client's labels.</param>
    /// <param name="host">The service's host.</param>
    /// <param name="serviceNamespace">The service's namespace.</param>
    public MergedDestinationRule? Find(string clientNamespace, IReadOnlyDictionary<string, string> clientLabels, string host, string serviceNamespace)
    {
        MergedDestinationRule? forAll = null;
        foreach (var rule in Candidates(clientNamespace, host, serviceNamespace))
        {
            if (rule.Selector is null)
            {
                forAll = rule;
            }
            else if (rule.Namespace == clientNamespace && rule.Selector.Matches(clientLabels))
            {
                return rule;
            }
        }

        return forAll;
    }

    /// <summary>The first namespace with any rule for the host decides: the client's, the service's, the root namespace.</summary>
    private IReadOnlyList<MergedDestinationRule> Candidates(string clientNamespace, string host, string serviceNamespace)
    {
        var own = Best(clientNamespace == _root ? _rootLocal : _local, clientNamespace, host);
        if (own.Count > 0)
        {
            return own;
        }

        var exported = Visible(serviceNamespace);
        return exported.Count > 0 ? exported : Visible(_root);

        IReadOnlyList<MergedDestinationRule> Visible(string @namespace)
        {
            var rules = Best(_exported, @namespace, host);
            return rules.All(IsVisible) ? rules : [.. rules.Where(IsVisible)];
        }

        bool IsVisible(MergedDestinationRule rule) => rule.ExportTo.Count == 0 || rule.ExportTo.Contains(Public) || rule.ExportTo.Contains(clientNamespace);
    }

    private static IReadOnlyList<MergedDestinationRule> Best(
        Dictionary<string, RulesByHost> rules,
        string @namespace,
        string host) => rules.TryGetValue(@namespace, out var hosts) ? hosts.Best(host) : [];

    private void Add(ConfigObject<DestinationRule> rule, string clusterDomain, bool isPrivateByDefault)
    {
        var spec = rule.Object.Spec;
        if (spec is null)
        {
            return;
        }

        IReadOnlySet<string> exportTo = spec.WorkloadSelector is null
            ? (spec.ExportTo ?? []).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>(StringComparer.Ordinal) { Private };
        var host = HostNames.Resolve(spec.Host, rule.Namespace, clusterDomain);
        if (exportTo.Count == 0 || exportTo.Contains(Public) || exportTo.Contains(Private) || exportTo.Contains(rule.Namespace))
        {
            Merge(_local, rule, host, exportTo);
        }

        var isPrivate = exportTo.Count == 0 ? isPrivateByDefault : exportTo.Count == 1 && (exportTo.Contains(Private) || exportTo.Contains(rule.Namespace));
        if (!isPrivate)
        {
            Merge(_exported, rule, host, exportTo);
        }
        else if (rule.Namespace == _root)
        {
            Merge(_rootLocal, rule, host, exportTo);
        }
    }

    /// <summary>As upstream's <c>mergeDestinationRule</c> with <c>ENABLE_ENHANCED_DESTINATIONRULE_MERGE</c>, its default.</summary>
    private static void Merge(
        Dictionary<string, RulesByHost> rules,
        ConfigObject<DestinationRule> rule,
        string host,
        IReadOnlySet<string> exportTo)
    {
        if (!rules.TryGetValue(rule.Namespace, out var hosts))
        {
            rules.Add(rule.Namespace, hosts = new RulesByHost());
        }

        var existing = hosts.Of(host);
        if (existing.Count == 0)
        {
            existing.Add(Single(rule, host, exportTo));
            return;
        }

        var selector = rule.Object.Spec!.WorkloadSelector?.MatchLabels;
        var hasSelector = rule.Object.Spec.WorkloadSelector is not null;
        var standsAlone = true;
        for (var index = 0; index < existing.Count; index++)
        {
            var other = existing[index];
            if (!other.ExportTo.SetEquals(exportTo) && !(other.ExportTo.Count > 0 && exportTo.IsSupersetOf(other.ExportTo)))
            {
                standsAlone = true;
                continue;
            }

            standsAlone = !other.ExportTo.SetEquals(exportTo);
            var bothSelect = other.Selector is not null && hasSelector;
            var sameSelector = AreEqual(other.Selector, selector);
            if (bothSelect && !sameSelector)
            {
                standsAlone = true;
                continue;
            }

            if ((other.Selector is null && !hasSelector) || bothSelect)
            {
                standsAlone = false;
            }

            existing[index] = other.With(rule);
        }

        if (standsAlone)
        {
            existing.Add(Single(rule, host, exportTo));
        }
    }

    private static MergedDestinationRule Single(ConfigObject<DestinationRule> rule, string host, IReadOnlySet<string> exportTo) => new()
    {
        Host = host,
        From = [rule],
        ExportTo = exportTo,
        Selector = rule.Object.Spec!.WorkloadSelector is { } selector ? selector.MatchLabels ?? [] : null,
        TrafficPolicy = rule.Object.Spec.TrafficPolicy,
        Subsets = rule.Object.Spec.Subsets ?? [],
    };

    private static bool AreEqual(IReadOnlyDictionary<string, string>? left, IReadOnlyDictionary<string, string>? right) =>
        (left?.Count ?? 0) == (right?.Count ?? 0) && (left is null || left.Count == 0 || left.Matches(right!));

    /// <summary>The rules of one namespace. Only wildcards have to be tried one by one, and they are few.</summary>
    private sealed class RulesByHost
    {
        private readonly Dictionary<string, List<MergedDestinationRule>> _hosts = new(StringComparer.Ordinal);
        private readonly List<string> _wildcards = [];

        /// <summary>The rules of a host, to which others may be added.</summary>
        public List<MergedDestinationRule> Of(string host)
        {
            if (!_hosts.TryGetValue(host, out var rules))
            {
                _hosts.Add(host, rules = []);
                if (HostNames.IsWildcard(host))
                {
                    _wildcards.Add(host);
                }
            }

            return rules;
        }

        /// <summary>The rules of the host, else those of the longest wildcard that covers it; empty for none.</summary>
        public IReadOnlyList<MergedDestinationRule> Best(string host) =>
            _hosts.TryGetValue(host, out var exact) ? exact
            : HostNames.MostSpecific(_wildcards, host) is { } wildcard ? _hosts[wildcard]
            : [];
    }
}

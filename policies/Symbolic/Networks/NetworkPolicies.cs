using Manifests.Networking.V1;
using Policies.Model;
using Policies.Network;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Networks;

/// <summary>NetworkPolicies of one cluster, pod by pod.</summary>
internal sealed class NetworkPolicies
{
    /// <summary>Policies whose rules are kept: most select one pod, which is asked about once.</summary>
    private const int MostKept = 64;

    private readonly SelectorIndex<ConfigObject<NetworkPolicy>> _policies;
    private readonly PeerTests _tests;
    private readonly PeerClauses _peers;
    private readonly LastOnes<ConfigObject<NetworkPolicy>, IReadOnlyList<NetworkRule>> _ingress = new(MostKept, ReferenceEqualityComparer.Instance);
    private readonly LastOnes<ConfigObject<NetworkPolicy>, IReadOnlyList<NetworkRule>> _egress = new(MostKept, ReferenceEqualityComparer.Instance);

    private readonly Dictionary<ConfigObject<NetworkPolicy>, bool> _relative = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="tests">What its rules ask for again and again.</param>
    public NetworkPolicies(Cluster cluster, PeerTests tests)
        : this(cluster.NetworkPolicies, cluster.Namespaces, tests)
    {
    }

    /// <summary>Reads some of a cluster's policies.</summary>
    /// <param name="policies">The policies: all that there are of the namespaces that are asked about.</param>
    /// <param name="namespaces">The cluster's namespaces.</param>
    /// <param name="tests">What the rules ask for again and again.</param>
    public NetworkPolicies(IEnumerable<ConfigObject<NetworkPolicy>> policies, IEnumerable<NamespaceModel> namespaces, PeerTests tests)
    {
        _tests = tests;
        _policies = new SelectorIndex<ConfigObject<NetworkPolicy>>(policies, policy => policy.Namespace, policy => policy.Object.Spec?.PodSelector?.MatchLabels);
        _peers = new PeerClauses(namespaces, tests);
    }

    /// <summary>The policies that select a pod for a direction.</summary>
    public List<ConfigObject<NetworkPolicy>> Selecting(Pod pod, Direction direction)
    {
        var selecting = new List<ConfigObject<NetworkPolicy>>();
        foreach (var policy in _policies.Selecting(pod.Namespace, pod.Labels))
        {
            if (Directs(policy.Object.Spec, direction) && LabelTests.MatchesExpressions(policy.Object.Spec?.PodSelector, pod.Labels))
            {
                selecting.Add(policy);
            }
        }

        return selecting;
    }

    /// <summary>What happens to a pod's connections in a direction.</summary>
    public PodIsolation Of(Pod pod, Direction direction) => Of(pod, direction, Selecting(pod, direction));

    /// <summary>What happens to a pod's connections in a direction.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="selecting">The policies that select it for the direction (<see cref="Selecting"/>).</param>
    public PodIsolation Of(Pod pod, Direction direction, IReadOnlyList<ConfigObject<NetworkPolicy>> selecting) =>
        new() { By = selecting, Rules = [.. selecting.SelectMany(policy => Rules(policy, pod, direction))] };

    /// <summary>
    /// Whether a policy may mean something else for every pod and in every cluster: it names ports that each pod numbers for itself, or selects namespaces by
    /// labels.
    /// </summary>
    public bool IsRelative(ConfigObject<NetworkPolicy> policy)
    {
        if (!_relative.TryGetValue(policy, out var isRelative))
        {
            _relative.Add(policy, isRelative = NamesPorts(policy.Object.Spec) || PeersOf(policy.Object.Spec).Any(peer => !PeerClauses.IsByName(peer)));
        }

        return isRelative;
    }

    private static bool Directs(NetworkPolicySpec? spec, Direction direction) => spec?.PolicyTypes is { Count: > 0 } types
        ? types.Contains(direction.ToString())
        : direction == Direction.Ingress || spec?.Egress is { Count: > 0 };

    /// <summary>The rules of a policy: the same for every pod that it selects, unless they name ports that each pod numbers for itself.</summary>
    private IReadOnlyList<NetworkRule> Rules(ConfigObject<NetworkPolicy> policy, Pod pod, Direction direction)
    {
        if (direction == Direction.Egress)
        {
            return _egress.TryGetValue(policy, out var rules)
                ? rules
                : _egress.Keep(policy, [.. (policy.Object.Spec?.Egress ?? []).Select(rule => Rule(policy, null, rule.To, rule.Ports))]);
        }

        if (_ingress.TryGetValue(policy, out var shared))
        {
            return shared;
        }

        IReadOnlyList<NetworkRule> made = [.. (policy.Object.Spec?.Ingress ?? []).Select(rule => Rule(policy, pod, rule.From, rule.Ports))];
        return NamesPorts(policy.Object.Spec) ? made : _ingress.Keep(policy, made);
    }

    private static IEnumerable<NetworkPolicyPeer> PeersOf(NetworkPolicySpec? spec) =>
        (spec?.Ingress ?? []).SelectMany(rule => rule.From ?? []).Concat((spec?.Egress ?? []).SelectMany(rule => rule.To ?? []));

    private static bool NamesPorts(NetworkPolicySpec? spec) => spec?.Ingress?.Any(rule => rule.Ports?.Any(port => port.Port?.Text is not null) == true) == true;

    /// <summary>A rule; the pod whose ports it names is not known for egress.</summary>
    private NetworkRule Rule(
        ConfigObject<NetworkPolicy> policy, Pod? called, IReadOnlyList<NetworkPolicyPeer>? peers, IReadOnlyList<NetworkPolicyPort>? ports)
    {
        var ends = peers is { Count: > 0 } ? peers.SelectMany(peer => _peers.Of(policy.Namespace, peer)).ToList() : [new ClauseBuilder()];
        var clauses = new List<RuleClause>(ends.Count * Math.Max(1, ports?.Count ?? 0));
        foreach (var end in ends)
        {
            if (ports is not { Count: > 0 })
            {
                clauses.Add(end.Build());
                continue;
            }

            foreach (var port in ports)
            {
                if (With(end, called, port) is { } clause)
                {
                    clauses.Add(clause);
                }
            }
        }

        return new NetworkRule(policy.Reference, clauses);
    }

    /// <summary>The connections to a port from some other ends; null where there are none.</summary>
    private RuleClause? With(ClauseBuilder end, Pod? called, NetworkPolicyPort port)
    {
        if (port.Port is { Number: { } number })
        {
            return end.Build(_tests.Protocol(port.Protocol ?? "TCP"), _tests.Ports((int)number, port.EndPort ?? (int)number));
        }

        var clause = end.Copy();
        clause.Require(_tests.Protocol(port.Protocol ?? "TCP"));
        switch (port.Port)
        {
            case { Text: { } name } when called is null:
                clause.RequireUnknown($"port {name} is numbered by the pod that is called");
                break;
            case { Text: { } name }:
                var protocol = NetworkProtocols.Parse(port.Protocol);
                PortRange[] named = [.. called.Ports.Where(own => own.Name == name && own.Protocol == protocol).Select(own => new PortRange(own.Number, own.Number))];
                clause.RequireConstant(named.Length > 0);
                clause.Require(new DimensionKey(DimensionKind.Port), isNegated: false, named);
                break;
        }

        return clause.IsImpossible ? null : clause.Build();
    }
}

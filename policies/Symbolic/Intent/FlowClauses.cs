using Manifests.Networking.V1;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Networks;

namespace Policies.Symbolic.Intent;

/// <summary>The intended connections of pods as sets of connections.</summary>
internal sealed class FlowClauses
{
    private readonly SelectorIndex<Side> _ingress;
    private readonly SelectorIndex<Side> _egress;

    /// <summary>Sorts flows by the pods at their ends.</summary>
    /// <param name="incoming">Those to the pods.</param>
    /// <param name="outgoing">Those from the pods.</param>
    /// <param name="tests">What they ask for again and again.</param>
    public FlowClauses(IEnumerable<IntendedFlow> incoming, IEnumerable<IntendedFlow> outgoing, PeerTests tests)
    {
        _ingress = Ends(incoming, tests, flow => flow.To, flow => flow.From);
        _egress = Ends(outgoing, tests, flow => flow.From, flow => flow.To);
    }

    /// <summary>The flows that a pod is meant to have in a direction.</summary>
    public IReadOnlyList<Side> Selecting(Pod pod, Direction direction) => (direction == Direction.Ingress ? _ingress : _egress).Selecting(pod.Namespace, pod.Labels);

    /// <summary>The connections of some flows.</summary>
    public static IReadOnlyList<RuleClause> Of(IReadOnlyList<Side> flows)
    {
        var clauses = new List<RuleClause>();
        foreach (var side in flows)
        {
            clauses.AddRange(side.Connections);
        }

        return clauses;
    }

    private static SelectorIndex<Side> Ends(
        IEnumerable<IntendedFlow> flows, PeerTests tests, Func<IntendedFlow, FlowEnd> own, Func<IntendedFlow, FlowEnd> other) => new(
        from flow in flows
        let end = own(flow) as FlowEnd.Pods
        where end is not null
        select new Side(end, other(flow), flow, tests),
        side => side.Own.Namespace,
        side => side.Own.Labels);

    private static IEnumerable<ClauseBuilder> Clauses(FlowEnd end, PeerTests tests) => end switch
    {
        FlowEnd.Pods pods => [tests.Pods(pods.Namespace, pods.Labels)],
        FlowEnd.Addresses addresses => addresses.Blocks.SelectMany(block => PeerClauses.Block(new IPBlock
        {
            Cidr = block,
            Except = addresses.Except.Count == 0 ? null : [.. addresses.Except],
        })),
        _ => [new ClauseBuilder()],
    };

    /// <summary>A flow as the pods at one of its ends see it.</summary>
    internal sealed class Side(FlowEnd.Pods own, FlowEnd other, IntendedFlow flow, PeerTests tests)
    {
        /// <summary>The pods.</summary>
        public FlowEnd.Pods Own => own;

        /// <summary>The flow.</summary>
        public IntendedFlow Flow => flow;

        /// <summary>Its connections: kept where every pod of the namespace is at that end, for else there are few, and each asks once.</summary>
        public IReadOnlyList<RuleClause> Connections => own.Labels.Count > 0 ? Made() : field ??= Made();

        private List<RuleClause> Made()
        {
            var connections = new List<RuleClause>(Math.Max(1, flow.Ports.Count));
            foreach (var end in Clauses(other, tests))
            {
                if (flow.Ports.Count == 0)
                {
                    connections.Add(end.Build());
                }

                for (var index = 0; index < flow.Ports.Count; index++)
                {
                    connections.Add(end.Build(tests.Protocol(flow.Protocol), tests.Ports(flow.Ports[index], flow.Ports[index])));
                }
            }

            return connections;
        }
    }
}

using Manifests.Networking.V1;
using Policies.Model;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Networks;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Intent;

/// <summary>Intended connections of one pod as sets of connections.</summary>
internal sealed class FlowClauses
{
    private readonly ILookup<string, (FlowEnd.Pods Own, FlowEnd Other, IntendedFlow Flow)> _ingress;
    private readonly ILookup<string, (FlowEnd.Pods Own, FlowEnd Other, IntendedFlow Flow)> _egress;

    /// <summary>Sorts flows by the namespaces of their ends.</summary>
    public FlowClauses(IReadOnlyList<IntendedFlow> flows)
    {
        _ingress = Ends(flows, flow => flow.To, flow => flow.From);
        _egress = Ends(flows, flow => flow.From, flow => flow.To);
    }

    /// <summary>The connections that a pod is meant to have in a direction.</summary>
    public IReadOnlyList<RuleClause> Of(Pod pod, Direction direction) =>
    [
        .. from entry in (direction == Direction.Ingress ? _ingress : _egress)[pod.Namespace]
           where entry.Own.Labels.Matches(pod.Labels)
           from end in Clauses(entry.Other)
           from clause in entry.Flow.Ports.Count == 0 ? [end.Build()] : entry.Flow.Ports.Select(port => With(end, port, entry.Flow.Protocol))
           select clause,
    ];

    private static ILookup<string, (FlowEnd.Pods Own, FlowEnd Other, IntendedFlow Flow)> Ends(
        IReadOnlyList<IntendedFlow> flows, Func<IntendedFlow, FlowEnd> own, Func<IntendedFlow, FlowEnd> other) => (
        from flow in flows
        let end = own(flow) as FlowEnd.Pods
        where end is not null
        select (end, other(flow), flow)).ToLookup(entry => entry.end.Namespace, entry => (entry.end, entry.Item2, entry.flow), StringComparer.Ordinal);

    private static IEnumerable<ClauseBuilder> Clauses(FlowEnd end) => end switch
    {
        FlowEnd.Pods pods => [PeerClauses.Pods(pods.Namespace, pods.Labels)],
        FlowEnd.Addresses addresses => addresses.Blocks.SelectMany(block => PeerClauses.Block(new IPBlock
        {
            Cidr = block,
            Except = addresses.Except.Count == 0 ? null : [.. addresses.Except],
        })),
        _ => [new ClauseBuilder()],
    };

    private static RuleClause With(ClauseBuilder end, int port, string protocol)
    {
        var clause = end.Copy();
        clause.Require(new DimensionKey(DimensionKind.Protocol), isNegated: false, [TextPattern.Exact(protocol)]);
        clause.Require(new DimensionKey(DimensionKind.Port), isNegated: false, [new PortRange(port, port)]);
        return clause.Build();
    }
}

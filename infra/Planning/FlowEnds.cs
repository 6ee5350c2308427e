using Components.Intent;
using Policies.Model;
using Workload = Components.Intent.Workload;

namespace Infra.Planning;

/// <summary>The ends of the flows to a region's workloads: each is made once, however many flows begin or end there.</summary>
internal sealed class FlowEnds(RegionIntent intent)
{
    private readonly Dictionary<IReadOnlyDictionary<string, string>, FlowEnd.Pods> _pods = new(ReferenceEqualityComparer.Instance);

    /// <summary>The pods of a workload.</summary>
    public FlowEnd Of(Workload workload) => Of(workload.Namespace, workload.Labels);

    /// <summary>Where the calls of a source arrive from.</summary>
    public FlowEnd Of(CallSource source) => source switch
    {
        CallSource.FromWorkload { Remote: true } remote => IntendedFlows.SharesNetwork(intent, remote.Region) ? IntendedFlows.AnyAddress : EastWest,
        CallSource.FromWorkload local => Of(local.Namespace, local.Labels),
        CallSource.FromIngress => Ingress,
        CallSource.FromPrometheus => Prometheus,
        _ => Anywhere,
    };

    private FlowEnd EastWest => field ??= IntendedFlows.EastWest(intent);

    private FlowEnd Ingress => field ??= IntendedFlows.Ingress(intent);

    private FlowEnd Prometheus => field ??= IntendedFlows.Prometheus(intent);

    private FlowEnd Anywhere => field ??= new FlowEnd.Anywhere();

    private FlowEnd.Pods Of(string @namespace, IReadOnlyDictionary<string, string> labels) =>
        _pods.TryGetValue(labels, out var known) && known.Namespace == @namespace ? known : _pods[labels] = new FlowEnd.Pods(@namespace, labels);
}

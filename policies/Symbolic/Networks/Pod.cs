using Policies.Model;

namespace Policies.Symbolic.Networks;

/// <summary>A pod as NetworkPolicies see it.</summary>
internal sealed record Pod
{
    /// <summary>Its namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Its labels.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The ports that it declares, by which rules may name them.</summary>
    public IReadOnlyList<WorkloadPort> Ports { get; init; } = [];

    /// <summary>The pod of a workload.</summary>
    public static Pod Of(Workload workload) => new() { Namespace = workload.Namespace, Labels = workload.Labels, Ports = workload.Ports };

    /// <summary>A pod that nobody has described: without labels, so that only policies for the whole namespace select it.</summary>
    public static Pod Unlabelled(string @namespace) => new() { Namespace = @namespace, Labels = new Dictionary<string, string>() };
}

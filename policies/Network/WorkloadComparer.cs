using Policies.Model;

namespace Policies.Network;

/// <summary>Workloads of one cluster by kind, namespace and name, which is what they are; a record's own equality compares all that is known of them.</summary>
internal sealed class WorkloadComparer : IEqualityComparer<Workload>
{
    public static WorkloadComparer Instance { get; } = new();

    public bool Equals(Workload? x, Workload? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && x.Name == y.Name && x.Namespace == y.Namespace && x.Kind == y.Kind && x.Region == y.Region);

    public int GetHashCode(Workload obj) =>
        HashCode.Combine(string.GetHashCode(obj.Name, StringComparison.Ordinal), string.GetHashCode(obj.Namespace, StringComparison.Ordinal));
}

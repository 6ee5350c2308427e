using System.Runtime.CompilerServices;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>Compares workloads as the objects that they are: to compare their labels would cost more than what is looked up.</summary>
internal static class WorkloadKey
{
    internal static IEqualityComparer<(Workload Workload, bool Flag)> Comparer { get; } = EqualityComparer<(Workload Workload, bool Flag)>.Create(
        (left, right) => ReferenceEquals(left.Workload, right.Workload) && left.Flag == right.Flag,
        key => HashCode.Combine(RuntimeHelpers.GetHashCode(key.Workload), key.Flag));
}

using System.Runtime.CompilerServices;

namespace Policies.Symbolic.Servers;

/// <summary>What of a port its policies depend on; workloads and services count as the objects that they are.</summary>
internal sealed class PortIdentity : IEqualityComparer<DestinationPort>
{
    public static PortIdentity Instance { get; } = new();

    public bool Equals(DestinationPort? x, DestinationPort? y) =>
        ReferenceEquals(x, y)
        || (x is not null && y is not null
            && ReferenceEquals(x.Workload, y.Workload) && x.Number == y.Number && x.IsHttp == y.IsHttp && ReferenceEquals(x.Service, y.Service));

    public int GetHashCode(DestinationPort obj) =>
        HashCode.Combine(RuntimeHelpers.GetHashCode(obj.Workload), obj.Number, obj.IsHttp, RuntimeHelpers.GetHashCode(obj.Service));
}

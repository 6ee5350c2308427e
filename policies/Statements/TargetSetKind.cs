namespace Policies.Statements;

/// <summary>How a set of destinations is named.</summary>
public enum TargetSetKind
{
    /// <summary>Every workload but gateways.</summary>
    Anything,

    /// <summary>The workloads of one service.</summary>
    Service,

    /// <summary>The workloads of a namespace.</summary>
    Namespace,

    /// <summary>The workloads of a region but its gateways, which pass on what the service behind them decides about.</summary>
    Region,

    /// <summary>A host outside of the mesh that a ServiceEntry names.</summary>
    External,
}

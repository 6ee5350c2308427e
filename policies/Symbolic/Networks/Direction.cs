namespace Policies.Symbolic.Networks;

/// <summary>Which way a connection is opened, seen from the pod that a NetworkPolicy selects.</summary>
internal enum Direction
{
    /// <summary>To the pod.</summary>
    Ingress,

    /// <summary>From the pod.</summary>
    Egress,
}

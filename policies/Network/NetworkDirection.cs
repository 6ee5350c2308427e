namespace Policies.Network;

/// <summary>The side of a connection that a NetworkPolicy is about.</summary>
public enum NetworkDirection
{
    /// <summary>Connections to the selected pods.</summary>
    Ingress,

    /// <summary>Connections from the selected pods.</summary>
    Egress,
}

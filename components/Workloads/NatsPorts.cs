using Components.Intent;

namespace Components.Workloads;

/// <summary>The ports of a NATS server: its clients', that of leaf nodes by its name, and that of its cluster's other servers.</summary>
internal static class NatsPorts
{
    /// <summary>The name of the port at which other NATS servers join as leaf nodes.</summary>
    public const string Leaf = "leaf";

    /// <summary>The port at which the servers of one cluster find each other.</summary>
    public const int Cluster = 6222;

    /// <summary>The port of the clients.</summary>
    public static WorkloadPort OfClients(Workload server) => server.Ports.First(port => port.Name != Leaf);

    /// <summary>The port of the leaf nodes; null where none may join.</summary>
    public static WorkloadPort? OfLeafNodes(Workload server) => server.Ports.FirstOrDefault(port => port.Name == Leaf);
}

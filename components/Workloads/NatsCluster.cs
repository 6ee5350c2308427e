using Components.Intent;
using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>The names under which the servers of a NATS cluster find each other: those of a StatefulSet's pods (Kubernetes, "Stable Network ID").</summary>
internal static class NatsCluster
{
    /// <summary>The headless Service of the pods.</summary>
    public static string ServiceNameOf(Workload server) => $"{server.Name}-nodes";

    /// <summary>The DNS name that stands for every server of the cluster, in its certificate.</summary>
    public static string WildcardOf(Workload server) => $"*.{Domain(server)}";

    /// <summary>The DNS name of each server, in order.</summary>
    public static IEnumerable<string> NodesOf(Workload server) =>
        Enumerable.Range(0, server.Replicas).Select(index => $"{server.Name}-{index}.{Domain(server)}");

    /// <summary>Whether a workload is a cluster of NATS servers.</summary>
    public static bool Is(Workload server) => server is { Kind: ServerKind.Nats, Replicas: > 1 };

    /// <summary>The Service. A server looks for the others before it is ready itself, hence their addresses are published from the start.</summary>
    public static Service Service(Workload server) => new()
    {
        Metadata = new() { Name = ServiceNameOf(server), Namespace = server.Namespace, Labels = ObjectLabels.Common() },
        Spec = new()
        {
            ClusterIP = "None",
            PublishNotReadyAddresses = true,
            Selector = new(server.Labels),
            Ports = [new() { Name = "cluster", Port = NatsPorts.Cluster, TargetPort = NatsPorts.Cluster, Protocol = "TCP", AppProtocol = "tcp" }],
        },
    };

    private static string Domain(Workload server) => $"{ServiceNameOf(server)}.{server.Namespace}.svc";
}

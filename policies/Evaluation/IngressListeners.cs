using Policies.Model;

namespace Policies.Evaluation;

/// <summary>The listeners that a Sidecar gives its workload.</summary>
internal static class IngressListeners
{
    /// <summary>Whether the Sidecar takes TLS of its own on a port; Istio honours it only where mutual TLS is disabled.</summary>
    internal static bool HasTls(ClusterIndex cluster, Workload server, int port) =>
        cluster.SidecarOf(server)?.Object.Spec?.Ingress?.Any(listener => listener.Port.Number == port && listener.Tls is not null) ?? false;

    /// <summary>What a port speaks: as its Sidecar says, else as its service does.</summary>
    internal static PortProtocol ProtocolOf(ClusterIndex cluster, Workload server, Call call)
    {
        var listener = cluster.SidecarOf(server)?.Object.Spec?.Ingress?.FirstOrDefault(candidate => candidate.Port.Number == call.Port);
        return listener is null ? call.Protocol : PortProtocols.Parse(listener.Port.Protocol) ?? PortProtocol.Auto;
    }
}

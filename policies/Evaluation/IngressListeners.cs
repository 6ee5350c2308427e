using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>The listeners that a Sidecar gives its workload.</summary>
internal static class IngressListeners
{
    /// <summary>
    /// The TLS that the Sidecar itself takes on a port; null for none. Istio honours it only where mutual TLS is disabled, and istiod has
    /// <c>ENABLE_TLS_ON_SIDECAR_INGRESS</c>, which is taken to be so wherever somebody has written such a Sidecar.
    /// </summary>
    internal static SidecarTls? TlsOf(ClusterIndex cluster, Workload server, int port) =>
        cluster.SidecarOf(server)?.Object.Spec?.Ingress?.FirstOrDefault(listener => listener.Port.Number == port && listener.Tls is not null)?.Tls;

    /// <summary>What a port speaks: as its service says, or, where a Sidecar lists the ports, as that does; one that is not in the list, anything.</summary>
    internal static PortProtocol ProtocolOf(ClusterIndex cluster, Workload server, Call call)
    {
        if (cluster.SidecarOf(server)?.Object.Spec?.Ingress is not { Count: > 0 } listeners)
        {
            return call.Protocol;
        }

        var listener = listeners.FirstOrDefault(candidate => candidate.Port.Number == call.Port);
        return listener is null ? PortProtocol.Auto : PortProtocols.Parse(listener.Port.Protocol) ?? PortProtocol.Auto;
    }
}

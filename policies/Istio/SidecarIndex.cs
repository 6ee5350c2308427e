using Manifests.Istio.Networking.V1;
using Policies.Istio.Inbound;
using Policies.Model;

namespace Policies.Istio;

/// <summary>Which Sidecar a workload's proxy has its listeners and its view of services from.</summary>
internal sealed class SidecarIndex(Cluster cluster)
{
    private readonly Dictionary<Workload, ConfigObject<Sidecar>?> _known = new(ReferenceEqualityComparer.Instance);
    private readonly ILookup<string, ConfigObject<Sidecar>> _byNamespace = cluster.Sidecars.ToLookup(sidecar => sidecar.Namespace, StringComparer.Ordinal);

    private ContestedPorts Ports => field ??= new ContestedPorts(cluster.Services, cluster.Workloads);

    /// <summary>One that selects the workload, else its namespace's, else the root namespace's; null for none.</summary>
    public ConfigObject<Sidecar>? Of(Workload workload)
    {
        if (cluster.Sidecars.Count == 0 || workload.DataPlane is not DataPlane.Sidecar)
        {
            return null;
        }

        if (!_known.TryGetValue(workload, out var sidecar))
        {
            _known.Add(workload, sidecar = Selecting(workload));
        }

        return sidecar;
    }

    /// <summary>
    /// The listener that a Sidecar gives a workload for a port; null where it has none, or lists no ports at all. Istio honours TLS of its own only where
    /// mutual TLS is disabled, and istiod has <c>ENABLE_TLS_ON_SIDECAR_INGRESS</c>, which is taken to be so wherever somebody has written such a Sidecar.
    /// </summary>
    public SidecarIngres? Listener(Workload workload, int port) =>
        Of(workload)?.Object.Spec?.Ingress?.FirstOrDefault(listener => listener.Port.Number == port);

    /// <summary>
    /// What a port speaks to its proxy: as its service says, or a ServiceEntry that lists the pod's address, of several that do not agree the oldest, or, where a Sidecar lists the ports, as that does; one that
    /// is not in the list, anything.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="port">The container port.</param>
    /// <param name="declared">What the service says.</param>
    public PortProtocol ProtocolOf(Workload workload, int port, PortProtocol declared) =>
        !ListsPorts(workload) ? Ports.Of(workload, port)?.Protocol ?? declared
        : Listener(workload, port) is { } listener ? PortProtocols.Parse(listener.Port.Protocol) ?? PortProtocol.Auto
        : PortProtocol.Auto;

    /// <summary>A port to which Services lead that do not speak the same, where that counts; null for none.</summary>
    public ContestedPort? Contested(Workload workload, int port) => ListsPorts(workload) ? null : Ports.Of(workload, port);

    private bool ListsPorts(Workload workload) => Of(workload)?.Object.Spec?.Ingress is { Count: > 0 };

    private ConfigObject<Sidecar>? Selecting(Workload workload)
    {
        var own = _byNamespace[workload.Namespace];
        return own.FirstOrDefault(sidecar => sidecar.Object.Spec?.WorkloadSelector is { } selector && selector.Labels.Matches(workload.Labels))
            ?? own.FirstOrDefault(sidecar => sidecar.Object.Spec?.WorkloadSelector is null)
            ?? _byNamespace[cluster.Mesh.RootNamespace].FirstOrDefault(sidecar => sidecar.Object.Spec?.WorkloadSelector is null);
    }
}

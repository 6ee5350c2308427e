using Components.Intent;

namespace Components.Mesh;

/// <summary>The peer authentication modes that hold in a region, as Istio composes them: port over namespace over mesh.</summary>
public sealed class PeerModes(RegionIntent intent)
{
    private readonly Dictionary<string, MutualTlsMode> _namespaces =
        intent.Namespaces.ToDictionary(own => own.Name, own => own.Mode ?? intent.Mesh.Mode, StringComparer.Ordinal);

    /// <summary>The mode of a namespace's workloads.</summary>
    public MutualTlsMode OfNamespace(string @namespace) => _namespaces.GetValueOrDefault(@namespace, intent.Mesh.Mode);

    /// <summary>The mode of a port of a workload.</summary>
    public MutualTlsMode OfPort(Workload workload, WorkloadPort port) => port.Mode ?? OfNamespace(workload.Namespace);
}

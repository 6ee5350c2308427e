using Components.Intent;

namespace Components.Monitoring;

/// <summary>Where the intent means that only mutual TLS is accepted, in the terms of Istio's metrics.</summary>
internal sealed record StrictScope
{
    /// <summary>Namespaces that are STRICT but for <see cref="Exempt"/>.</summary>
    public required IReadOnlyList<string> Namespaces { get; init; }

    /// <summary>Ports in those namespaces that accept plaintext, each under its exception.</summary>
    public required IReadOnlyList<(Workload Workload, WorkloadPort Port)> Exempt { get; init; }

    /// <summary>STRICT ports in the other namespaces.</summary>
    public required IReadOnlyList<(Workload Workload, WorkloadPort Port)> Ports { get; init; }

    /// <summary>Whether there is anything to watch.</summary>
    public bool Any => Namespaces.Count > 0 || Ports.Count > 0;

    public static StrictScope Of(RegionIntent intent)
    {
        var mesh = MeshNamespaces.Of(intent).ToHashSet(StringComparer.Ordinal);
        var strict = intent.Namespaces
            .Where(space => mesh.Contains(space.Name) && (space.Mode ?? intent.Mesh.Mode) == MutualTlsMode.Strict)
            .Select(space => space.Name)
            .ToHashSet(StringComparer.Ordinal);
        var ports =
            (from workload in intent.Workloads
             where workload.InMesh && mesh.Contains(workload.Namespace)
             from port in workload.Ports
             where port.Mode is not null
             select (Workload: workload, Port: port)).ToList();
        return new()
        {
            Namespaces = [.. strict.Order(StringComparer.Ordinal)],
            Exempt = [.. ports.Where(p => strict.Contains(p.Workload.Namespace) && p.Port.Mode != MutualTlsMode.Strict)],
            Ports = [.. ports.Where(p => !strict.Contains(p.Workload.Namespace) && p.Port.Mode == MutualTlsMode.Strict)],
        };
    }
}

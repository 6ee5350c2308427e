namespace Components.Intent;

/// <summary>
/// Everything that one region's cluster is meant to be: who runs there and who may call whom. Every name is resolved and every default is
/// filled in, so that manifests follow from it without a look at any other region.
/// </summary>
public sealed record RegionIntent
{
    /// <summary>The environment (stack) name, such as <c>prod</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The region itself.</summary>
    public required Region Region { get; init; }

    /// <summary>The other regions of the mesh, ordered by name.</summary>
    public required IReadOnlyList<Region> Peers { get; init; }

    /// <summary>
    /// The peers whose workloads are accepted as callers, ordered by name. The default is all of <see cref="Peers"/>. The others may still be
    /// called, where they accept callers from here.
    /// </summary>
    public IReadOnlyList<Region> AcceptedPeers
    {
        get => field ?? Peers;
        init;
    }

    /// <summary>Mesh-wide choices.</summary>
    public required MeshOptions Mesh { get; init; }

    /// <summary>The application namespaces of the region, ordered by name.</summary>
    public required IReadOnlyList<NamespaceIntent> Namespaces { get; init; }

    /// <summary>The workloads that run in the region, ordered by namespace and name.</summary>
    public required IReadOnlyList<Workload> Workloads { get; init; }

    /// <summary>
    /// The namespaces before whose services a waypoint of ambient mode stands, in ordinal order. The default is none, as in every region with sidecars.
    /// </summary>
    public IReadOnlyList<string> Waypoints { get; init; } = [];

    /// <summary>Whether some namespace is in Linkerd's mesh, so that Linkerd is installed.</summary>
    public bool HasLinkerd => Namespaces.Any(own => own.InLinkerd);

    /// <summary>
    /// Whether Istio is installed. Not where every proxy is Linkerd's and nothing else needs it: no gateway for callers from outside or from other regions, and
    /// no external service, to which Istio speaks the TLS.
    /// </summary>
    public bool HasIstio =>
        !HasLinkerd
        || Edge is not null
        || Externals.Count > 0
        || Region.EastWestAddress is not null
        || Namespaces.Any(own => own.Injected)
        || Workloads.Any(workload => workload.Ports.Any(port => port.Callers.Any(caller => caller.Source is CallSource.FromIngress)));

    /// <summary>How the region is reached from the internet; null where this program sets up no edge.</summary>
    public EdgeOptions? Edge { get; init; }

    /// <summary>Jaeger, as a workload of the mesh; null where it is not installed.</summary>
    public JaegerOptions? Jaeger { get; init; }

    /// <summary>Kiali, as a workload of the mesh; null where it is not installed.</summary>
    public KialiOptions? Kiali { get; init; }

    /// <summary>The services outside the mesh that some workload of the region calls, ordered by name.</summary>
    public required IReadOnlyList<ExternalService> Externals { get; init; }
}

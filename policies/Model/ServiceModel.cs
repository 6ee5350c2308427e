namespace Policies.Model;

/// <summary>A host that can be called: a Kubernetes Service, or one host of a ServiceEntry.</summary>
public sealed record ServiceModel
{
    /// <summary>The object's name.</summary>
    public required string Name { get; init; }

    /// <summary>The object's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The host, fully qualified: <c>ledger.finance.svc.cluster.local</c>, or the ServiceEntry's host, which may begin with <c>*</c>.</summary>
    public required string Host { get; init; }

    /// <summary>Whether it is a Kubernetes Service or comes from a ServiceEntry.</summary>
    public ServiceRegistry Registry { get; init; }

    /// <summary>The labels; <c>istio.io/use-waypoint</c> among them.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The ports.</summary>
    public IReadOnlyList<ServicePort> Ports { get; init; } = [];

    /// <summary>What answers. Those of the same host in other clusters of the mesh are not among them.</summary>
    public IReadOnlyList<Workload> Endpoints { get; init; } = [];

    /// <summary>Whether clients get the pods' addresses instead of one of its own.</summary>
    public bool IsHeadless { get; init; }

    /// <summary>Whether it stands outside of the mesh (<c>MESH_EXTERNAL</c>).</summary>
    public bool IsMeshExternal { get; init; }

    /// <summary>The host that it is another name of (a Service of type <c>ExternalName</c>); null for others. Proxies have no listener and no cluster for it.</summary>
    public string? AliasOf { get; init; }

    /// <summary>Whether a call goes to the address that the application asked for (<c>resolution: NONE</c>).</summary>
    public bool IsPassthrough { get; init; }

    /// <summary>The names that its servers' certificates may carry (ServiceEntry's <c>subjectAltNames</c>).</summary>
    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];

    /// <summary>The namespaces that see it: names, <c>.</c> or <c>*</c>; empty is the mesh's default.</summary>
    public IReadOnlyList<string> ExportTo { get; init; } = [];

    /// <summary>Its own addresses, as far as the input states them.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>When the API server created it; null where the input does not say.</summary>
    internal DateTimeOffset? Created { get; init; }

    /// <summary>The object that it was made from; null for services that the program or a scenario made.</summary>
    public ObjectReference? Reference { get; init; }

    /// <summary>Where it was written; null for services that the program made.</summary>
    public SourceLocation? Source { get; init; }
}

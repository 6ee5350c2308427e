namespace Components.Intent;

/// <summary>An application namespace of a region.</summary>
public sealed record NamespaceIntent
{
    /// <summary>The namespace's name.</summary>
    public required string Name { get; init; }

    /// <summary>The Pod Security Admission level that is enforced: <c>restricted</c>, <c>baseline</c> or <c>privileged</c>.</summary>
    public required string PodSecurity { get; init; }

    /// <summary>Whether sidecars are injected, that is, whether the namespace's workloads are in the mesh.</summary>
    public required bool Injected { get; init; }

    /// <summary>The namespace's own peer authentication mode; null inherits <see cref="MeshOptions.Mode"/>.</summary>
    public MutualTlsMode? Mode { get; init; }

    /// <summary>The exception under which <see cref="Mode"/> is weaker than the mesh's; null where it is not.</summary>
    public PolicyException? Exception { get; init; }
}

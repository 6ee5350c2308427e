namespace Components.Intent;

/// <summary>An application namespace of a region.</summary>
public sealed record NamespaceIntent
{
    /// <summary>The namespace's name.</summary>
    public required string Name { get; init; }

    /// <summary>The Pod Security Admission level that is enforced.</summary>
    public required PodSecurityLevel PodSecurity { get; init; }

    /// <summary>Whose proxies are injected; null where none are, so that applications have no identity.</summary>
    public required DataPlaneKind? DataPlane { get; init; }

    /// <summary>Whether the namespace's applications are in Istio's mesh, by sidecars or in ambient mode.</summary>
    public bool Injected => DataPlane is DataPlaneKind.Sidecar or DataPlaneKind.Ambient;

    /// <summary>Whether Linkerd's proxies are injected.</summary>
    public bool InLinkerd => DataPlane is DataPlaneKind.Linkerd;

    /// <summary>The namespace's own peer authentication mode; null inherits <see cref="MeshOptions.Mode"/>.</summary>
    public MutualTlsMode? Mode { get; init; }

    /// <summary>The revision of the control plane, or its tag, whose sidecars are injected; null for the default one.</summary>
    public string? Revision { get; init; }

    /// <summary>The form of keystore in which the namespace's JVMs read the trust bundle; null where nothing does.</summary>
    public KeystoreFormat? Keystore { get; init; }

    /// <summary>Whether pods may ask autocert for certificates by annotation. The default is false.</summary>
    public bool Autocert { get; init; }

    /// <summary>
    /// The exception under which the namespace deviates, by a <see cref="Mode"/> weaker than the mesh's or by applications without sidecars;
    /// null where it does not.
    /// </summary>
    public PolicyException? Exception { get; init; }
}

namespace Policies.Model;

/// <summary>
/// Everything that the owner of a cluster wants to be allowed, in terms that know no policy: the other half of the proof that the policies mean
/// exactly this.
/// </summary>
/// <remarks>
/// Each layer is stated on its own (what a server's proxy takes, whom it authorizes, what the network carries), so that no layer covers for
/// another one that is open.
/// </remarks>
public sealed record IntendedAccess
{
    /// <summary>The namespaces that are closed but for what is listed.</summary>
    public required IReadOnlyList<IntendedNamespace> Namespaces { get; init; }

    /// <summary>The workloads with proxies.</summary>
    public required IReadOnlyList<IntendedServer> Servers { get; init; }

    /// <summary>
    /// The hosts of the services that callers in other networks are meant to reach through the east-west gateway; null where nobody has said which.
    /// </summary>
    public IReadOnlyList<string>? CrossNetworkHosts { get; init; }

    /// <summary>
    /// The public names of the services that are meant to be called from outside; null where nobody has said under which names, and whoever takes the gateway's
    /// calls may have any.
    /// </summary>
    public IReadOnlyList<IntendedExposure>? Exposures { get; init; }

    /// <summary>The services outside of the mesh, with the TLS under which requests for them leave.</summary>
    public IReadOnlyList<IntendedExternal> Externals { get; init; } = [];

    /// <summary>The connections.</summary>
    public required IReadOnlyList<IntendedFlow> Flows { get; init; }
}

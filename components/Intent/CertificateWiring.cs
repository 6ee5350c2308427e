namespace Components.Intent;

/// <summary>How the pods of a workload come by the certificates that the mesh does not give them, and how they learn of a new one.</summary>
public sealed record CertificateWiring
{
    /// <summary>Who brings them. The default is a Secret.</summary>
    public CertificateDelivery Delivery { get; init; } = CertificateDelivery.Secret;

    /// <summary>
    /// The folder of a server's own certificate. That with which a workload calls a server lies in <c>&lt;folder&gt;-&lt;server&gt;</c>. The default is
    /// <c>/etc/workload-tls</c>.
    /// </summary>
    public string Folder { get; init; } = "/etc/workload-tls";

    /// <summary>The environment variables that name the files to the application.</summary>
    public CertificateVariables Variables { get; init; } = new();

    /// <summary>The signal that has an application read its files again; null where it looks by itself.</summary>
    public ReloadSignal? Reload { get; init; }
}

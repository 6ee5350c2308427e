using Components.Intent;

namespace Components.Workloads;

/// <summary>Where a workload outside the mesh finds its certificate, its key and the CAs that it trusts, as paths in its container.</summary>
public sealed record TlsFiles
{
    /// <summary>The folder that the region's trust bundle is mounted at.</summary>
    public const string TrustBundleFolder = "/etc/trust-bundle";

    /// <summary>The paths in a server's pod where nothing else is set.</summary>
    public static TlsFiles InPod { get; } = In(new CertificateWiring().Folder);

    /// <summary>The certificate chain in PEM, leaf first.</summary>
    public required string Certificate { get; init; }

    /// <summary>The leaf's private key in PEM.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// Whether whoever brings the files writes them one by one, the key after the certificate; otherwise they change together. The default is false.
    /// </summary>
    public bool KeyIsWrittenLast { get; init; }

    /// <summary>The file whose change tells that the other one has changed too.</summary>
    public string Watched => KeyIsWrittenLast ? Key : Certificate;

    /// <summary>The roots in PEM that the other side's certificate must end in.</summary>
    public required string TrustBundle { get; init; }

    /// <summary>The paths of the certificate that lies in a folder, under the names that cert-manager gives.</summary>
    public static TlsFiles In(string folder) => new()
    {
        Certificate = $"{folder}/tls.crt",
        Key = $"{folder}/tls.key",
        TrustBundle = $"{TrustBundleFolder}/{Pki.TrustBundle.Key}",
    };

    /// <summary>The paths of a server's own certificate.</summary>
    public static TlsFiles Of(Workload server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return In(server.Certificate.Folder) with { KeyIsWrittenLast = SpiffeHelper.IsNeededBy(server) };
    }

    /// <summary>The paths of the certificate with which a workload calls a server.</summary>
    public static TlsFiles ForCalls(Workload caller, string server) => In(FolderForCalls(caller, server));

    /// <summary>The folder of the certificate with which a workload calls a server.</summary>
    internal static string FolderForCalls(Workload caller, string server) => $"{caller.Certificate.Folder}-{server}";
}

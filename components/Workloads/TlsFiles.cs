namespace Components.Workloads;

/// <summary>Where a server outside the mesh finds its certificate, its key and the CAs that it trusts, as paths in its container.</summary>
public sealed record TlsFiles
{
    /// <summary>The folder that cert-manager's Secret is mounted at.</summary>
    public const string CertificateFolder = "/etc/workload-tls";

    /// <summary>The folder that the region's trust bundle is mounted at.</summary>
    public const string TrustBundleFolder = "/etc/trust-bundle";

    /// <summary>The paths in every pod that this program renders.</summary>
    public static TlsFiles InPod { get; } = new()
    {
        Certificate = $"{CertificateFolder}/tls.crt",
        Key = $"{CertificateFolder}/tls.key",
        TrustBundle = $"{TrustBundleFolder}/{Pki.TrustBundle.Key}",
    };

    /// <summary>The certificate chain in PEM, leaf first.</summary>
    public required string Certificate { get; init; }

    /// <summary>The leaf's private key in PEM.</summary>
    public required string Key { get; init; }

    /// <summary>The roots in PEM that a client's certificate must end in.</summary>
    public required string TrustBundle { get; init; }
}

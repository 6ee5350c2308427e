namespace Components.Intent;

/// <summary>
/// The environment variables that hold the paths of a client's files. Each is preceded by the server's name, in capitals with <c>_</c> for <c>-</c>.
/// </summary>
public sealed record CertificateVariables
{
    /// <summary>The certificate's. The default is <c>TLS_CERT</c>.</summary>
    public string Certificate { get; init; } = "TLS_CERT";

    /// <summary>The key's. The default is <c>TLS_KEY</c>.</summary>
    public string Key { get; init; } = "TLS_KEY";

    /// <summary>The trust bundle's. The default is <c>TLS_CA</c>.</summary>
    public string TrustBundle { get; init; } = "TLS_CA";
}

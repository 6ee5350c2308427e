namespace Infra.Settings;

/// <summary>The environment variables that name a caller's files.</summary>
internal sealed record CertificateVariablesSettings
{
    [Setting("The certificate's", Form = TextForm.VariableName, Default = "TLS_CERT", Example = "TLS_CERT")]
    public string? Certificate { get; init; }

    [Setting("The key's", Form = TextForm.VariableName, Default = "TLS_KEY", Example = "TLS_KEY")]
    public string? Key { get; init; }

    [Setting("The trust bundle's", Form = TextForm.VariableName, Default = "TLS_CA", Example = "TLS_CA")]
    public string? TrustBundle { get; init; }
}

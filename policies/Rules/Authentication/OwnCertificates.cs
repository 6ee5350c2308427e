namespace Policies.Rules.Authentication;

/// <summary>Proxies that take certificates from files: servers and clients know them by names that no manifest has.</summary>
internal sealed class OwnCertificates : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS222",
        Level = FindingLevel.Warning,
        Title = "proxy with certificates from files",
        Remedy = "remove the setting, so that the proxy takes the mesh's certificates from istiod, or read every proof about the workload as open",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Workloads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var workload in view.Workloads.All)
        {
            if (workload is { Certificates: { } certificates, Reference: { } reference })
            {
                yield return new Finding
                {
                    Rule = Rule,
                    Subject = reference,
                    Source = workload.Source,
                    Message = certificates switch
                    {
                        { AreMounted: true } => "its proxy's own certificate comes from files (FILE_MOUNTED_CERTS): for whom servers take it, and whom it trusts, is unknown",
                        { ClientChain: not null, ClientKey: null } => $"{certificates.ClientSetting} is set without ISTIO_META_TLS_CLIENT_KEY: its proxy then calls in plaintext where it would show a certificate",
                        { ClientChain: not null } => $"its proxy shows servers the certificate of {certificates.ClientSetting}, to endpoints without a proxy too: for whom they take it is unknown",
                        _ => $"its proxy takes what it shows clients and trusts from files ({certificates.ServerSetting}): whom it lets in is unknown",
                    },
                };
            }
        }
    }
}

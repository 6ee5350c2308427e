using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary>TLS to a server whose certificate nobody checks, or checks against any public CA only.</summary>
internal sealed class UnverifiedTls : ObjectRule<DestinationRule>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS410",
        Level = FindingLevel.Warning,
        Title = "server certificate not checked",
        Remedy = "remove insecureSkipVerify; give caCertificates for a private CA and subjectAltNames for names other than the host",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<DestinationRule> manifest)
    {
        foreach (var part in TlsPart.Of(manifest))
        {
            if (part.Tls.InsecureSkipVerify == true)
            {
                yield return Find(manifest, $"{part.Path}.insecureSkipVerify", "clients take any certificate, so whoever answers reads and changes what is sent");
            }
            else if (part.Mode is DestinationRuleMode.Mutual && part.Tls is { CaCertificates: null or "", CredentialName: null or "" })
            {
                yield return Find(
                    manifest, part.Path, "without caCertificates the server may show a certificate of any public CA, to a client that shows one of its own");
            }
        }
    }
}

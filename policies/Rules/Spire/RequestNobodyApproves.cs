using Manifests.CertManager.V1;
using Policies.Rules.Approval;

namespace Policies.Rules.Spire;

/// <summary>SPIRE asks cert-manager for its CA, and no CertificateRequestPolicy lets it.</summary>
internal sealed class RequestNobodyApproves : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS623",
        Level = FindingLevel.Error,
        Title = "request of SPIRE that nothing approves",
        Remedy = "write a CertificateRequestPolicy for this issuer and namespace with isCA: true, the usages cert sign and crl sign, SPIRE's subject, "
            + "and uris.values with the trust domain's own SPIFFE ID",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [.. SpireConfiguration.Reads, .. RequestPolicies.Reads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var (servers, policies) = (SpireConfiguration.Of(view), RequestPolicies.Of(view));
        foreach (var server in policies is null ? [] : servers)
        {
            if (server is { TrustDomain: { } domain, Upstream: { Issuer: { } issuer, Namespace: { } @namespace } }
                && policies!.Refusal(Request(server, domain, issuer, @namespace)) is var (why, _))
            {
                yield return Find(server.Subject, server.Field, $"{why}, so SPIRE waits for its CA for ever");
            }
        }
    }

    /// <summary>What the plugin asks for (github.com/spiffe/spire, doc/plugin_server_upstreamauthority_cert_manager.md), as far as the configuration says it.</summary>
    private static RequestedCertificate Request(SpireConfiguration server, string trustDomain, (string Group, string Kind, string Name) issuer, string @namespace) => new(
        @namespace,
        new()
        {
            SecretName = "",
            IssuerRef = new() { Name = issuer.Name, Kind = issuer.Kind, Group = issuer.Group },
            IsCA = true,
            Uris = [$"spiffe://{trustDomain}"],
            Usages = [CertificateUsage.CertSign, CertificateUsage.CrlSign],
            CommonName = server.CommonName,
        },
        // The service account has the chart's or the installer's name; it lies in the namespace of the server.
        [new("SPIRE's service account", "*", server.Namespace ?? "*")],
        IsWhole: false);
}

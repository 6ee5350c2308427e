using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Manifests.CertManager.V1;
using Manifests.Core.V1;
using Trust.X509;

namespace Policies.Rules.Spire;

/// <summary>A SPIRE server below a CA that is not there, is none, or may not sign for its trust domain.</summary>
internal sealed class UpstreamThatCannotSign : ManifestRule
{
    private const string CertManager = "cert-manager.io";

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS622",
        Level = FindingLevel.Error,
        Title = "SPIRE below a CA that cannot sign for it",
        Remedy = "name an issuer of kind ca whose certificate has isCA: true and, in nameConstraints.permitted.uriDomains, SPIRE's trust domain; "
            + "with disk, give the roots as bundle too",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [.. SpireConfiguration.Reads, Input.Kind<Issuer>(), Input.Kind<ClusterIssuer>(), Input.Kind<Certificate>(), Input.Kind<Secret>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var (servers, issuers, clusterIssuers) = (SpireConfiguration.Of(view), view.All<Issuer>(), view.All<ClusterIssuer>());
        var (certificates, secrets) = (view.All<Certificate>(), view.All<Secret>());
        foreach (var server in servers)
        {
            if (server.Upstream is { } upstream && Problem(server, upstream) is { } problem)
            {
                yield return Find(server.Subject, server.Field, problem);
            }
        }

        string? Problem(SpireConfiguration server, SpireUpstream upstream) => upstream switch
        {
            { Issuer: { Group: CertManager, Kind: "ClusterIssuer" } issuer } => clusterIssuers.Count + issuers.Count == 0 ? null
                : clusterIssuers.FirstOrDefault(own => own.Name == issuer.Name)?.Object.Spec is not { } spec
                    ? $"there is no ClusterIssuer {issuer.Name}, so SPIRE never gets a CA"
                : OfIssuer(spec.Acme is not null, spec.SelfSigned is not null, issuer) ?? OfSecret(spec.Ca?.SecretName, null, server.TrustDomain),
            { Issuer: { Group: CertManager } issuer } => clusterIssuers.Count + issuers.Count == 0 ? null
                : issuers.FirstOrDefault(own => own.Name == issuer.Name && own.Namespace == upstream.Namespace)?.Object.Spec is not { } spec
                    ? $"there is no {issuer.Kind} {issuer.Name} in namespace {upstream.Namespace ?? "of the requests"}, so SPIRE never gets a CA"
                : OfIssuer(spec.Acme is not null, spec.SelfSigned is not null, issuer) ?? OfSecret(spec.Ca?.SecretName, upstream.Namespace, server.TrustDomain),
            { Issuer: null, Secret: { } secret } => OfSecret(secret, upstream.Namespace, server.TrustDomain)
                ?? (upstream.HasBundle || IsOwnRoot(secret, upstream.Namespace) is not false
                    ? null
                    : $"the CA in Secret {secret} is no root, and no bundle says which is, so SPIRE does not start"),
            _ => null,
        };

        // Its Secret's Certificate says what the CA is going to be, the Secret what it is.
        string? OfSecret(string? secret, string? @namespace, string? trustDomain) =>
            (from own in certificates
             where own.Object.Spec?.SecretName == secret && (@namespace is null || own.Namespace == @namespace)
             select OfCertificate(own.Object.Spec!, $"{own.Reference}", trustDomain)).FirstOrDefault(problem => problem is not null)
            ?? (from own in secrets
                where own.Name == secret && (@namespace is null || own.Namespace == @namespace)
                select OfBytes(own.Object, $"the certificate in {own.Reference}", trustDomain)).FirstOrDefault(problem => problem is not null);

        bool? IsOwnRoot(string secret, string? @namespace)
        {
            var own = secrets.FirstOrDefault(own => own.Name == secret && (@namespace is null || own.Namespace == @namespace));
            using var certificate = own is null ? null : Read(own.Object);
            return certificate?.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
        }
    }

    private static string? OfIssuer(bool isAcme, bool isSelfSigned, (string Group, string Kind, string Name) issuer) =>
        isAcme ? $"{issuer.Kind} {issuer.Name} asks an ACME server, and those sign no CAs"
        : isSelfSigned ? $"{issuer.Kind} {issuer.Name} is selfSigned: it signs with the key of the request, which only SPIRE has, so every request fails"
        : null;

    private static string? OfCertificate(CertificateSpec spec, string name, string? trustDomain) => spec.IsCA != true
        ? $"{name} is no CA (isCA), so nothing below it is accepted"
        : OfNames(spec.NameConstraints?.Permitted?.UriDomains ?? [], spec.NameConstraints?.Excluded?.UriDomains ?? [], name, trustDomain);

    private static string? OfBytes(Secret secret, string name, string? trustDomain)
    {
        using var certificate = Read(secret);
        if (certificate is null)
        {
            return null;
        }

        var names = NameConstraints.Of(certificate);
        return certificate.Extensions.OfType<X509BasicConstraintsExtension>().All(own => !own.CertificateAuthority)
            ? $"{name} is no CA, so nothing below it is accepted"
            : OfNames(names?.Permitted.UriHosts ?? [], names?.Excluded.UriHosts ?? [], name, trustDomain);
    }

    /// <summary>RFC 5280, 4.2.1.10: with a dot in front a constraint is about the names below, without one about this host alone.</summary>
    private static string? OfNames(IReadOnlyList<string> permitted, IReadOnlyList<string> excluded, string name, string? trustDomain)
    {
        return trustDomain is null ? null
            : permitted.Count > 0 && !permitted.Any(IsOf)
                ? $"{name} may sign for {string.Join(", ", permitted)} only, so no SPIFFE ID of {trustDomain} is accepted"
            : excluded.Any(IsOf) ? $"{name} may not sign for {trustDomain}, so none of its SPIFFE IDs is accepted"
            : null;

        bool IsOf(string host) => host.StartsWith('.')
            ? trustDomain!.EndsWith(host, StringComparison.OrdinalIgnoreCase)
            : host.Equals(trustDomain, StringComparison.OrdinalIgnoreCase);
    }

    private static X509Certificate2? Read(Secret secret)
    {
        try
        {
            var pem = secret.StringData?.GetValueOrDefault("tls.crt")
                ?? Encoding.ASCII.GetString(Convert.FromBase64String(secret.Data?.GetValueOrDefault("tls.crt") ?? ""));
            return pem.Length > 0 ? X509Certificate2.CreateFromPem(pem) : null;
        }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException)
        {
            return null;
        }
    }
}

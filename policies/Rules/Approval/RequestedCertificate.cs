using Manifests.CertManager.V1;

namespace Policies.Rules.Approval;

/// <summary>A request for a certificate that something files, written as the Certificate for which cert-manager would file it.</summary>
/// <param name="Namespace">Where it is filed.</param>
/// <param name="Content">What it asks for, and whom.</param>
/// <param name="Requesters">Who may be the one that files it.</param>
/// <param name="IsWhole">Whether <paramref name="Content"/> has everything that is asked for; otherwise more may be asked for than it has.</param>
internal sealed record RequestedCertificate(string Namespace, CertificateSpec Content, IReadOnlyList<Requester> Requesters, bool IsWhole)
{
    /// <summary>The group of cert-manager's own issuers, which is meant where an <c>issuerRef</c> names none.</summary>
    public const string DefaultGroup = "cert-manager.io";

    /// <summary>The issuer that is asked, with cert-manager's defaults: group, kind, name.</summary>
    public (string Group, string Kind, string Name) Issuer => (
        Content.IssuerRef.Group is { Length: > 0 } group ? group : DefaultGroup,
        Content.IssuerRef.Kind is { Length: > 0 } kind ? kind : "Issuer",
        Content.IssuerRef.Name);

    /// <inheritdoc/>
    public override string ToString() => $"requests to {Issuer.Kind} {Issuer.Name} in namespace {Namespace}";
}

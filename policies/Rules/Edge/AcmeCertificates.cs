using Manifests.CertManager.V1;

namespace Policies.Rules.Edge;

/// <summary>Certificates with the ACME issuer that they are of, as far as the input has it.</summary>
internal static class AcmeCertificates
{
    /// <summary>The pairs, in the order of the certificates.</summary>
    public static IEnumerable<(Manifest<Certificate> Certificate, AcmeIssuer Issuer)> Of(RuleView view)
    {
        var issuers = new Dictionary<(string? Namespace, string Name), AcmeIssuer>();
        foreach (var issuer in view.All<ClusterIssuer>())
        {
            if (issuer.Object.Spec.Acme is { } acme)
            {
                issuers[(null, issuer.Name)] = new($"ClusterIssuer {issuer.Name}", acme.Server, acme.Solvers?.Any(solver => solver.Dns01 is not null) ?? false);
            }
        }

        foreach (var issuer in view.All<Issuer>())
        {
            if (issuer.Object.Spec.Acme is { } acme)
            {
                issuers[(issuer.Namespace, issuer.Name)] = new($"Issuer {issuer.Namespace}/{issuer.Name}", acme.Server, acme.Solvers?.Any(solver => solver.Dns01 is not null) ?? false);
            }
        }

        foreach (var certificate in view.All<Certificate>())
        {
            if (certificate.Object.Spec?.IssuerRef is { Group: null or "" or "cert-manager.io" } reference
                && issuers.TryGetValue((reference.Kind == "ClusterIssuer" ? null : certificate.Namespace, reference.Name), out var issuer))
            {
                yield return (certificate, issuer);
            }
        }
    }
}

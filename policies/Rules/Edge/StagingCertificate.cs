using Manifests.CertManager.V1;

namespace Policies.Rules.Edge;

/// <summary>A certificate of Let's Encrypt's staging environment, which no browser trusts.</summary>
internal sealed class StagingCertificate : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS695",
        Level = FindingLevel.Warning,
        Title = "certificate of a staging CA",
        Remedy = "name the issuer of the production directory once the order works",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Certificate>(), Input.Kind<Issuer>(), Input.Kind<ClusterIssuer>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) => AcmeCertificates.Of(view)
        .Where(pair => pair.Issuer.Server.Contains("staging", StringComparison.OrdinalIgnoreCase))
        .Select(pair => Find(
            pair.Certificate, "spec.issuerRef", $"{pair.Issuer.Name} asks a staging directory, whose root is in nobody's trust store: every client refuses the connection"));
}

using Manifests.CertManager.V1;
using Policies.Rules.Certificates;

namespace Policies.Rules.StepCa;

/// <summary>A certificate that asks step-ca for a longer life than its claims allow, or is to be renewed before it begins.</summary>
internal sealed class LifeBeyondClaims : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS681",
        Level = FindingLevel.Error,
        Title = "life that step-ca does not give",
        Remedy = "ask for a shorter duration and a renewBefore inside of it, or raise maxTLSCertDuration and defaultTLSCertDuration in the provisioner's claims",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Certificate>(), .. StepSigner.Reads, .. StepConfiguration.Reads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var (signers, certificates, configurations) = (StepSigner.Of(view), view.All<Certificate>(), StepConfiguration.All(view));
        foreach (var certificate in certificates)
        {
            if (certificate.Object.Spec is not { IssuerRef: { Group: "certmanager.step.sm" } reference } spec
                || signers.FirstOrDefault(own => IsNamed(own, reference, certificate.Namespace)) is not { } signer
                || StepConfiguration.Called(configurations, signer) is not { } configuration)
            {
                continue;
            }

            var (longest, @default) = configuration.LivesOf(signer.Provisioner);
            var life = GoTime.Parse(spec.Duration);
            if (life > longest)
            {
                yield return Find(certificate, "spec.duration", $"step-ca gives {signer.Provisioner} {Hours(longest)} at most, so every request is refused");
            }
            else if (life is null && GoTime.Parse(spec.RenewBefore) >= @default)
            {
                yield return Find(
                    certificate, "spec.renewBefore", $"without a duration step-ca gives {signer.Provisioner} {Hours(@default)}, so it is renewed for ever");
            }
        }
    }

    private static bool IsNamed(StepSigner signer, CertificateIssuerRef reference, string @namespace) => signer.Subject.Name == reference.Name
        && (reference.Kind == "StepClusterIssuer" ? signer.Subject.Kind == "StepClusterIssuer" : signer.Subject.Kind == "StepIssuer" && signer.Subject.Namespace == @namespace);

    private static string Hours(TimeSpan life) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{life.TotalHours:0.##} hours");
}

using Manifests.Core.V1;

namespace Policies.Rules.StepCa;

/// <summary>An issuer of step-issuer that does not say where its provisioner's password is, or says it twice, or names a Secret of another namespace.</summary>
internal sealed class PasswordNotFound : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS683",
        Level = FindingLevel.Error,
        Title = "provisioner's password that is not found",
        Remedy = "state one of passwordRef, passwordEnv and passwordFile; "
            + "a StepIssuer finds its Secret in its own namespace, a StepClusterIssuer in passwordRef.namespace",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [.. StepSigner.Reads, Input.Kind<Secret>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var (signers, secrets) = (StepSigner.Of(view), view.All<Secret>());
        foreach (var signer in signers)
        {
            if (signer.Passwords.Count != 1)
            {
                var said = signer.Passwords.Count == 0
                    ? "nothing says where the password is"
                    : $"{string.Join(" and ", signer.Passwords)} both say where the password is";
                yield return Find(signer.Subject, "spec.provisioner", $"{said}, and step-issuer takes exactly one: the issuer never becomes ready");
            }

            // Secrets are rarely among the files; where this one is, it has to be where the issuer looks.
            if (signer.Secret is { } named)
            {
                var places = secrets.Where(secret => secret.Name == named.Name).Select(secret => secret.Namespace).ToList();
                if (places.Count > 0 && !places.Contains(named.Namespace))
                {
                    yield return Find(
                        signer.Subject,
                        "spec.provisioner.passwordRef",
                        $"Secret {named.Name} is in namespace {string.Join(", ", places)}, and step-issuer looks for it in {named.Namespace}: "
                        + "the issuer never becomes ready");
                }
            }
        }
    }
}

namespace Policies.Rules.StepCa;

/// <summary>An issuer of step-issuer that names a provisioner that step-ca does not have.</summary>
internal sealed class UnknownProvisioner : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS682",
        Level = FindingLevel.Error,
        Title = "provisioner that step-ca does not have",
        Remedy = "name a provisioner of type JWK from ca.json and the kid of its key, or add one",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [.. StepSigner.Reads, .. StepConfiguration.Reads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var (signers, configurations) = (StepSigner.Of(view), StepConfiguration.All(view));
        foreach (var signer in signers)
        {
            if (StepConfiguration.Called(configurations, signer) is not { } configuration)
            {
                continue;
            }

            var known = configuration.KeyProvisioners;
            var named = known.FirstOrDefault(own => own.Name == signer.Provisioner);
            if (named.Name is null)
            {
                var others = known.Count == 0 ? "it has none of type JWK" : $"of type JWK it has {string.Join(", ", known.Select(own => own.Name))}";
                yield return Find(
                    signer.Subject, "spec.provisioner.name", $"ca.json in {configuration.Subject.Reference} has no JWK provisioner {signer.Provisioner}, {others}: every token is refused");
            }
            else if (named.KeyId is { } keyId && keyId != signer.KeyId)
            {
                yield return Find(
                    signer.Subject,
                    "spec.provisioner.kid",
                    $"the key of {signer.Provisioner} in {configuration.Subject.Reference} has the kid {keyId}, so step-ca does not find it and refuses every token");
            }
        }
    }
}

using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary><c>credentialName</c> in a rule for everybody: sidecars do not read it, and call in plaintext.</summary>
internal sealed class SidecarCredential : ObjectRule<DestinationRule>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS411",
        Level = FindingLevel.Error,
        Title = "credentialName that sidecars do not use",
        Remedy = "add a workloadSelector that selects the callers",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<DestinationRule> manifest) => manifest.Object.Spec?.WorkloadSelector is null
        ? TlsPart.Of(manifest)
            .Where(part => part.Tls.CredentialName is { Length: > 0 } name && !name.StartsWith("configmap://", StringComparison.Ordinal))
            .Select(part => Find(
                manifest, $"{part.Path}.credentialName", "sidecars take credentialName from a rule with workloadSelector only; without one they call in plaintext"))
        : [];
}

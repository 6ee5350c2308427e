using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>A DENY of identities where plaintext is taken: without a certificate there is no identity, and nothing is denied.</summary>
internal sealed class DenyByIdentityWithoutMtls : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS306",
        Level = FindingLevel.Error,
        Title = "DENY of identities passed by in plaintext",
        Remedy = "make the workload's PeerAuthentication STRICT, or deny with notPrincipals: [\"*\"] whoever shows no certificate",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<AuthorizationPolicy>(), Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Mesh, Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            var part = policy.Denies() ? FirstIdentity(policy) : null;
            if (part is not null && PlainPorts.Of(view, policy) is { } plain && !RequiresCertificate(view, policy))
            {
                yield return Find(
                    policy,
                    part,
                    $"{plain} takes plaintext, and a caller without a certificate has no identity, so the rule does not stop it");
            }
        }
    }

    private static string? FirstIdentity(Manifest<AuthorizationPolicy> policy) =>
        policy.Sources().FirstOrDefault(part => part.AsksForIdentity)?.Path ?? policy.Conditions().FirstOrDefault(part => part.AsksForIdentity)?.Path;

    /// <summary>Whether another policy turns away whoever shows no certificate.</summary>
    private static bool RequiresCertificate(RuleView view, Manifest<AuthorizationPolicy> policy) =>
        view.Attachment.Of(policy) is { Count: > 0 } workloads
        && workloads.All(workload => view.Attachment.Of(workload).Any(other => other.Denies() && other.Sources().Any(IsEverybodyWithout)));

    private static bool IsEverybodyWithout(SourcePart part) =>
        part.Source.NotPrincipals is ["*"] && part.Rule.To is null or [] && part.Rule.When is null or [];
}

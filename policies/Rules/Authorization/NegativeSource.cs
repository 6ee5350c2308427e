using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>ALLOW for everybody but some: "everybody" has those without a certificate in it.</summary>
internal sealed class NegativeSource : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS308",
        Level = FindingLevel.Error,
        Title = "ALLOW by exclusion lets plaintext in",
        Remedy = "add principals: [\"*\"] to the source, so that a certificate is asked for, or list who may call",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<AuthorizationPolicy>(), Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Mesh, Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            foreach (var part in policy.Allows() ? policy.Sources() : [])
            {
                if (part.ExcludesIdentities && !part.IsWithoutCertificate && !part.AsksForIdentity && !part.IsHttpOnly
                    && !policy.Conditions(part.RuleIndex).Any(condition => condition.AsksForIdentity) && PlainPorts.Of(view, policy) is { } plain)
                {
                    yield return Find(
                        policy,
                        part.Path,
                        $"{plain} takes plaintext, and a caller without a certificate is none of those that are excluded, so the rule lets it in");
                }
            }

            foreach (var part in policy.Allows() ? policy.Conditions() : [])
            {
                if (part.ExcludesIdentities && MayBeAnybody(policy, part.RuleIndex) && PlainPorts.Of(view, policy) is { } plain)
                {
                    yield return Find(
                        policy,
                        part.Path,
                        $"{plain} takes plaintext, and a caller without a certificate is none of those that are excluded, so the rule lets it in");
                }
            }
        }
    }

    /// <summary>Whether the rest of a rule asks for no identity and no token.</summary>
    private static bool MayBeAnybody(Manifest<AuthorizationPolicy> policy, int rule) =>
        (policy.Rules()[rule].From is null or [] || policy.Sources(rule).Any(source => !source.AsksForIdentity && !source.IsHttpOnly))
        && !policy.Conditions(rule).Any(condition => condition.AsksForIdentity);
}

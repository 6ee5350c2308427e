using Manifests.Istio.Security.V1;
using Policies.Rules.Authorization;

namespace Policies.Rules.Platform;

/// <summary>A principal that is the default service account: every pod that names none is it.</summary>
internal sealed class SharedAccount : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS514",
        Level = FindingLevel.Warning,
        Title = "principal that pods share",
        Remedy = "give the caller a service account of its own",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>().Where(PolicyParts.Allows))
        {
            foreach (var principal in PrincipalPart.Of(policy).Where(principal => !principal.IsExcluded && principal.Value.EndsWith("/sa/default", StringComparison.Ordinal)))
            {
                yield return Find(policy, principal.Path, $"every pod of the namespace that names no service account is '{principal.Value}', those that will be added too");
            }
        }
    }
}

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

            foreach (var part in policy.Sources().Where(part => part.Source.ServiceAccounts?.Any(IsDefault) == true))
            {
                yield return Find(
                    policy, $"{part.Path}.serviceAccounts", "every pod of the namespace that names no service account is 'default', those that will be added too");
            }

            foreach (var part in policy.Conditions("source.serviceAccount").Where(part => part.Condition.Values?.Any(IsDefault) == true))
            {
                yield return Find(policy, $"{part.Path}.values", "every pod of the namespace that names no service account is 'default', those that will be added too");
            }
        }
    }

    private static bool IsDefault(string account) => account == "default" || account.EndsWith("/default", StringComparison.Ordinal);
}

using Manifests.Core.V1;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>A principal whose service account exists nowhere.</summary>
internal sealed class UnknownServiceAccount : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS316",
        Level = FindingLevel.Warning,
        Title = "unknown service account",
        Remedy = "mend the name, or remove the caller that is gone",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<AuthorizationPolicy>(), Input.Kind<ServiceAccount>(), Input.Workloads, Input.Mesh, Input.Fleet];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var accounts = ServiceAccounts.Of(view);
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            foreach (var principal in PrincipalPart.Of(policy))
            {
                if (principal.Segments is [var domain, "ns", var @namespace, "sa", var name]
                    && accounts.Lacks(domain, @namespace, name) is { } known)
                {
                    yield return Find(
                        policy,
                        principal.Path,
                        $"namespace {@namespace} has no service account {name}, so nobody is '{principal.Value}'{Manifests.DidYouMean.Suffix(name, known)}");
                }
            }

            foreach (var (path, value) in Stated(policy))
            {
                var (@namespace, name) = value.Split('/') is [var stated, var account] ? (stated, account) : (policy.Namespace, value);
                if (accounts.Lacks("*", @namespace, name) is { } known)
                {
                    yield return Find(policy, path, $"namespace {@namespace} has no service account {name}{Manifests.DidYouMean.Suffix(name, known)}");
                }
            }
        }
    }

    private static IEnumerable<(string Path, string Account)> Stated(Manifest<AuthorizationPolicy> policy)
    {
        foreach (var part in policy.Sources().Where(part => part.Source.ServiceAccounts is not null))
        {
            foreach (var value in part.Source.ServiceAccounts!)
            {
                yield return ($"{part.Path}.serviceAccounts", value);
            }
        }

        foreach (var part in policy.Conditions("source.serviceAccount"))
        {
            foreach (var value in (part.Condition.Values ?? []).Concat(part.Condition.NotValues ?? []))
            {
                yield return (part.Path, value);
            }
        }
    }
}

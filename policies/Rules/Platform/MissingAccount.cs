using Manifests;
using Manifests.Core.V1;

namespace Policies.Rules.Platform;

/// <summary>Pods whose service account does not exist.</summary>
internal sealed class MissingAccount : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS517",
        Level = FindingLevel.Error,
        Title = "pods without their service account",
        Remedy = "create the ServiceAccount, or mend its name",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [.. PodTemplates.KindsWithJobs, Input.Kind<ServiceAccount>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var accounts = view.All<ServiceAccount>().ToLookup(account => account.Namespace, account => account.Name, StringComparer.Ordinal);
        foreach (var (manifest, at, template) in PodTemplates.WithJobs(view))
        {
            // A namespace of which the input has no account at all is not known well enough.
            if ((template.Spec?.ServiceAccountName ?? template.Spec?.ServiceAccount) is { Length: > 0 } name && name != "default"
                && accounts.Contains(manifest.Namespace) && !accounts[manifest.Namespace].Contains(name))
            {
                yield return Find(
                    manifest,
                    $"{at}spec.serviceAccount{(template.Spec!.ServiceAccountName is null ? "" : "Name")}",
                    $"namespace {manifest.Namespace} has no ServiceAccount {name}, so no pod is made{DidYouMean.Suffix(name, accounts[manifest.Namespace].Order(StringComparer.Ordinal))}");
            }
        }
    }
}

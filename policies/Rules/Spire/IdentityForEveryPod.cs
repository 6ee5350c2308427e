using Manifests.Spire.V1Alpha1;

namespace Policies.Rules.Spire;

/// <summary>A ClusterSPIFFEID that says who a pod is without asking for its service account, or that names no pods.</summary>
internal sealed class IdentityForEveryPod : ManifestRule
{
    private static readonly string[] Whose = [".PodMeta.Namespace", ".PodSpec.ServiceAccountName"];

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS620",
        Level = FindingLevel.Error,
        Title = "SPIFFE ID for pods that it is not of",
        Remedy = "select namespace and pods, and make the ID of .PodMeta.Namespace and .PodSpec.ServiceAccountName",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<ClusterSPIFFEID>()];

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var entry in view.All<ClusterSPIFFEID>())
        {
            var spec = entry.Object.Spec;
            if (Whose.FirstOrDefault(part => !spec.SpiffeIDTemplate.Contains(part, StringComparison.Ordinal)) is { } missing)
            {
                yield return Find(
                    entry, "spec.spiffeIDTemplate", $"without {missing} every pod that is selected has the same ID, and labels are anybody's to give who may make pods");
            }

            if (spec is { Fallback: not true, NamespaceSelector: null, PodSelector: null })
            {
                yield return Find(entry, "spec", "it selects every pod of the cluster, so each of them has an identity, whether the intent knows it or not");
            }
        }
    }
}

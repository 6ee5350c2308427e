using Manifests.Monitoring.V1;

namespace Policies.Rules.Monitoring;

/// <summary>The PromQL expressions of a PrometheusRule, with their paths.</summary>
internal static class Expressions
{
    public static IEnumerable<KeyValuePair<string, string>> Of(Manifest<PrometheusRule> manifest)
    {
        var groups = manifest.Object.Spec?.Groups;
        for (var group = 0; group < (groups?.Count ?? 0); group++)
        {
            for (var index = 0; index < (groups![group].Rules?.Count ?? 0); index++)
            {
                yield return KeyValuePair.Create($"spec.groups[{group}].rules[{index}].expr", groups[group].Rules![index].Expr.ToString() ?? "");
            }
        }
    }
}

using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary>A rule for some clients of a namespace: the others of that namespace get no rule at all for the host.</summary>
internal sealed class SelectorHidesRule : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS407",
        Level = FindingLevel.Warning,
        Title = "workloadSelector that hides the service's rule",
        Remedy = "add a rule for the same host without workloadSelector to the namespace, with the settings of the service's own",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<DestinationRule>(), Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var byHost = view.All<DestinationRule>().ToLookup(rule => RuleHosts.Of(view, rule), StringComparer.OrdinalIgnoreCase);
        foreach (var rule in view.All<DestinationRule>().Where(rule => rule.Object.Spec?.WorkloadSelector is not null))
        {
            var others = byHost[RuleHosts.Of(view, rule)].Where(other => other.Object.Spec!.WorkloadSelector is null).ToList();
            if (!others.Exists(other => other.Namespace == rule.Namespace) && others.Find(other => other.Object.Spec!.ExportTo is not ["."]) is { } hidden)
            {
                yield return Find(
                    rule,
                    "spec.workloadSelector",
                    $"clients of namespace {rule.Namespace} that it does not select get no rule for the host, {hidden.Namespace}/{hidden.Name} neither");
            }
        }
    }
}

using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary>Two rules for one host in one namespace, of which only the older's traffic policy counts.</summary>
internal sealed class DuplicateRule : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS408",
        Level = FindingLevel.Warning,
        Title = "two rules for one host",
        Remedy = "put both into one rule",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<DestinationRule>(), Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) => view.All<DestinationRule>()
        .Where(rule => rule.Object.Spec is { WorkloadSelector: null })
        .GroupBy(rule => $"{rule.Namespace} {RuleHosts.Of(view, rule)} {string.Join(',', (rule.Object.Spec!.ExportTo ?? []).Order(StringComparer.Ordinal))}", StringComparer.OrdinalIgnoreCase)
        .SelectMany(same => Losers([.. same.OrderBy(rule => rule.Object.Metadata.CreationTimestamp ?? "", StringComparer.Ordinal).ThenBy(rule => rule.Name, StringComparer.Ordinal)]));

    private IEnumerable<Finding> Losers(List<Manifest<DestinationRule>> rules)
    {
        var first = rules.Find(rule => rule.Object.Spec!.TrafficPolicy is not null);
        foreach (var rule in rules.Where(rule => rule != first && rule.Object.Spec!.TrafficPolicy is not null))
        {
            yield return Find(
                rule,
                "spec.trafficPolicy",
                $"{first!.Name} is for the same host and counts first (the oldest, of equal ages by name), so this traffic policy changes nothing");
        }
    }
}

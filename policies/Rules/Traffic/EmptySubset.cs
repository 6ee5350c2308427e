using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Rules.Traffic;

/// <summary>A subset whose labels no endpoint carries.</summary>
internal sealed class EmptySubset : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS409",
        Level = FindingLevel.Warning,
        Title = "subset without endpoints",
        Remedy = "write the labels that the pods carry, or remove the subset",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<DestinationRule>(), Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var rule in view.All<DestinationRule>())
        {
            var endpoints = view.Services.Find(RuleHosts.Of(view, rule))?.Endpoints ?? [];
            for (var index = 0; endpoints.Count > 0 && index < (rule.Object.Spec?.Subsets?.Count ?? 0); index++)
            {
                if (rule.Object.Spec!.Subsets![index] is { Labels: { Count: > 0 } labels } subset && !endpoints.Any(endpoint => labels.Matches(endpoint.Labels)))
                {
                    yield return Find(
                        rule,
                        $"spec.subsets[{index}]",
                        $"no endpoint of {rule.Object.Spec.Host} carries {string.Join(", ", labels.Select(label => $"{label.Key}={label.Value}"))}, "
                        + $"so requests for subset {subset.Name} get an error");
                }
            }
        }
    }
}

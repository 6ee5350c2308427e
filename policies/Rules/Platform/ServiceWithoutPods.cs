using Manifests.Core.V1;
using Policies.Model;

namespace Policies.Rules.Platform;

/// <summary>A Service whose selector picks no pod.</summary>
internal sealed class ServiceWithoutPods : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS515",
        Level = FindingLevel.Warning,
        Title = "Service for no pod",
        Remedy = "write the labels that the pods carry",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Service>(), Input.Workloads, Input.Mesh, Input.Fleet];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var service in view.All<Service>())
        {
            if (service.Object.Spec?.Selector is { Count: > 0 } selector && view.Workloads.Knows(service.Namespace) && view.Workloads.Select(service.Namespace, selector).Count == 0
                && !RunsElsewhere(view, service.Namespace, selector))
            {
                yield return Find(service, "spec.selector", $"{Selectors.MissingIn(view, service, selector) ?? "no pod carries these labels"}, so calls find nobody");
            }
        }
    }

    /// <summary>Whether another cluster has the pods: there, the Service only makes the name known to clients.</summary>
    private static bool RunsElsewhere(RuleView view, string @namespace, IReadOnlyDictionary<string, string> selector) =>
        view.Fleet.Workloads.Any(workload => workload.Namespace == @namespace && selector.Matches(workload.Labels));
}

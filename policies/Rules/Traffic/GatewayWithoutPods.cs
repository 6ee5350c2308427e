using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary>A Gateway whose selector picks no pod, or pods that are no gateway.</summary>
internal sealed class GatewayWithoutPods : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS419",
        Level = FindingLevel.Error,
        Title = "Gateway that no pod serves",
        Remedy = "write the labels of the gateway's pods",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Gateway>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var gateway in view.All<Gateway>())
        {
            if (gateway.Object.Spec?.Selector is { Count: > 0 } selector && view.Workloads.Select(null, selector).Count == 0
                && (view.IsWhole || view.Workloads.All.Any(workload => workload.DataPlane is Model.DataPlane.Gateway)))
            {
                yield return Find(
                    gateway, "spec.selector", $"no pod carries {string.Join(", ", selector.Select(label => $"{label.Key}={label.Value}"))}, so nothing listens on its ports");
            }
        }
    }
}

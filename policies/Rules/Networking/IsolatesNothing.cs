using Manifests.Networking.V1;

namespace Policies.Rules.Networking;

/// <summary>A NetworkPolicy whose selector picks no pod.</summary>
internal sealed class IsolatesNothing : ManifestRule
{
    /// <summary>On pods that cert-manager starts for the minutes of an ACME challenge, so that no input has them.</summary>
    private const string AcmeSolver = "acme.cert-manager.io/http01-solver";

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS506",
        Level = FindingLevel.Warning,
        Title = "NetworkPolicy for no pod",
        Remedy = "write the labels that the pods carry",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<NetworkPolicy>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<NetworkPolicy>())
        {
            if (policy.Object.Spec?.PodSelector is { } selector && (selector.MatchLabels is { Count: > 0 } || selector.MatchExpressions is { Count: > 0 })
                && !(selector.MatchLabels?.ContainsKey(AcmeSolver) ?? false)
                && view.Workloads.Knows(policy.Namespace) && view.Network.Of(policy).Count == 0)
            {
                var missing = Selectors.MissingIn(view, policy, selector.MatchLabels ?? []);
                yield return Find(policy, "spec.podSelector", $"{missing ?? "no pod fits the selector"}, so the policy isolates nothing");
            }
        }
    }
}

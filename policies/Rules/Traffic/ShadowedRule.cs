using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary>A wildcard rule in a client's namespace: there it hides the service's own rule, however exact that one is.</summary>
internal sealed class ShadowedRule : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS406",
        Level = FindingLevel.Warning,
        Title = "wildcard that hides other rules",
        Remedy = "narrow the host, move the rule to the root namespace, or repeat the hidden settings in it",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<DestinationRule>(), Input.Services, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var rules = view.All<DestinationRule>();
        var root = view.Mesh.RootNamespace;
        foreach (var wildcard in rules.Where(rule => rule.Object.Spec?.Host.StartsWith('*') == true && rule.Namespace != root))
        {
            var host = wildcard.Object.Spec!.Host;
            var hidden = rules.Where(rule => rule.Namespace != wildcard.Namespace && rule.Object.Spec is { } spec && spec.WorkloadSelector is null
                && spec.ExportTo is not ["."] && RuleHosts.Of(view, rule) is { } exact && !exact.StartsWith('*')
                && (host == "*" || exact.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase))).ToList();
            if (hidden.Count > 0)
            {
                yield return Find(
                    wildcard,
                    "spec.host",
                    $"clients of namespace {wildcard.Namespace} take this rule and not {Words.List(hidden, rule => $"{rule.Namespace}/{rule.Name}")}: "
                    + "the first namespace with any rule for the host decides");
            }
        }
    }
}

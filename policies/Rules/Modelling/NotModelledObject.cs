using Policies.Modelling;

namespace Policies.Rules.Modelling;

/// <summary>An object, or a field, whose effect on calls nobody can tell from the manifests: proofs say nothing about it, and verdicts stay open.</summary>
internal sealed class NotModelledObject : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS220",
        Level = FindingLevel.Warning,
        Title = "effect that no proof knows",
        Remedy = "say the same with a policy whose meaning is known, or read every proof and verdict about the workloads concerned as open",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Every];

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var manifest in view.Every)
        {
            if (ProxyExtension.Is(manifest.Node))
            {
                yield return Find(manifest, "spec", "it changes proxies in a way that is not modelled: what becomes of calls to and from them is unknown");
            }
            else if (ForeignNetworkPolicy.Is(manifest.Node))
            {
                yield return Find(manifest, "spec", "network policies of its kind are not modelled: whether connections of the pods concerned get through is unknown");
            }
        }

        foreach (var (manifest, field) in view.NotModelledFields.Where(own => !ProxyExtension.Is(own.Manifest.Node) && !ForeignNetworkPolicy.Is(own.Manifest.Node)))
        {
            yield return Find(manifest, field, "the field is not modelled: what becomes of the calls that the object decides about is unknown");
        }
    }
}

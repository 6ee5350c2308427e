using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authentication;

/// <summary>Two policies for one scope: the older one holds, the other is left out as a whole.</summary>
internal sealed class ShadowedPolicy : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS206",
        Level = FindingLevel.Error,
        Title = "PeerAuthentication shadowed by another",
        Remedy = "put both into one policy",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var shadowed = view.Modes.Shadowed.ToLookup(loser => loser.Policy.Manifest, ReferenceEqualityComparer.Instance);
        return view.All<PeerAuthentication>().Where(policy => shadowed.Contains(policy.Node))
            .Select(policy => Find(policy, shadowed[policy.Node].First().Workload is null ? "spec" : "spec.selector", Message(shadowed[policy.Node].First(), shadowed[policy.Node])));
    }

    private static string Message(ShadowedAuthentication first, IEnumerable<ShadowedAuthentication> all)
    {
        var rule = "policies of one scope are not merged, the oldest holds and of equal ages the first by name";
        return first.Workload is null
            ? $"{first.By.Name} is for the whole of namespace {first.Policy.Namespace} as well; {rule}, so this one changes nothing"
            : $"{first.By.Name} selects {Words.List(all.Select(shadowed => shadowed.Workload).OfType<Workload>(), workload => workload.Name)} as well; {rule}";
    }
}

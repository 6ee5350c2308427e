using Manifests.Networking.V1;
using Policies.Network;

namespace Policies.Rules.Admission;

/// <summary>A NetworkPolicy that the API server refuses although its schema lets it through.</summary>
internal sealed class RefusedNetworkPolicy : ObjectRule<NetworkPolicy>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS922",
        Level = FindingLevel.Error,
        Title = "refused NetworkPolicy",
        Remedy = "mend the field; the API server refuses the policy, so its pods stay open",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<NetworkPolicy> manifest) =>
        NetworkPolicyFaults.Of(manifest.Object).Select(fault => Find(manifest, fault.Path, fault.Message));
}

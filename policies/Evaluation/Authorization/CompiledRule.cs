using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Evaluation.Authorization;

/// <summary>A rule of a policy, ready to be matched.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Index">The rule's place in the policy, from 0.</param>
/// <param name="Matcher">Its conditions.</param>
/// <param name="Answer">What the layer answers when it decides.</param>
internal sealed record CompiledRule(ConfigObject<AuthorizationPolicy> Policy, int Index, Matcher Matcher, LayerAnswer Answer)
{
    /// <summary>The name that Envoy gives the rule in its logs.</summary>
    internal static string Name(ConfigObject<AuthorizationPolicy> policy, int index) => $"ns[{policy.Namespace}]-policy[{policy.Name}]-rule[{index}]";

    internal CompiledRule Bind(Connection connection) => this with { Matcher = Matcher.Bind(connection) };
}

using Manifests.Istio.Security.V1;

namespace Policies.Evaluation.Authorization;

/// <summary>
/// Matchers that the rules of one cluster have in common, each made once: most services are called with the same few methods and paths, and what many rules
/// share stays in the processor's cache. For one thread.
/// </summary>
internal sealed class KnownMatchers
{
    private readonly Dictionary<(AuthorizationPolicyOperation Operation, bool IsTcp, bool IsAllow), Matcher> _operations = [];

    /// <summary>The matcher of an operation.</summary>
    /// <param name="operation">The operation; one of the same fields has the same.</param>
    /// <param name="isTcp">Whether the chain reads no requests.</param>
    /// <param name="isAllow">Whether the policy allows.</param>
    /// <param name="make">Makes it; where that throws, nothing is kept.</param>
    internal Matcher Of(AuthorizationPolicyOperation operation, bool isTcp, bool isAllow, Func<AuthorizationPolicyOperation, Matcher> make)
    {
        var key = (operation, isTcp, isAllow);
        if (!_operations.TryGetValue(key, out var matcher))
        {
            _operations.Add(key, matcher = make(operation));
        }

        return matcher;
    }
}

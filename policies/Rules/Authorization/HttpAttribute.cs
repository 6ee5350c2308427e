using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>What of a rule only HTTP requests have.</summary>
internal static class HttpAttribute
{
    /// <summary>The first such attribute of a rule, in words; null where the rule asks of connections only.</summary>
    public static string? First(Manifest<AuthorizationPolicy> policy, int rule)
    {
        var operation = policy.Operations(rule).FirstOrDefault(part => part.IsHttp);
        return operation is not null ? Name(operation.Operation)
            : policy.Sources(rule).Any(part => part.IsHttpOnly) ? "requestPrincipals"
            : policy.Conditions(rule).FirstOrDefault(part => part.IsHttpOnly)?.Condition.Key;
    }

    private static string Name(AuthorizationPolicyOperation operation) => operation switch
    {
        { Methods.Count: > 0 } => "methods",
        { Paths.Count: > 0 } => "paths",
        { Hosts.Count: > 0 } => "hosts",
        { NotMethods.Count: > 0 } => "notMethods",
        { NotPaths.Count: > 0 } => "notPaths",
        _ => "notHosts",
    };
}

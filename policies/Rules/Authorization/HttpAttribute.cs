using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>What of a rule only HTTP requests have.</summary>
internal static class HttpAttribute
{
    /// <summary>The first such attribute of a rule, in words; null where the rule asks of connections only.</summary>
    public static string? First(Manifest<AuthorizationPolicy> policy, int rule)
    {
        foreach (var part in policy.Operations(rule))
        {
            if (part.IsHttp)
            {
                return Name(part.Operation);
            }
        }

        foreach (var part in policy.Sources(rule))
        {
            if (part.IsHttpOnly)
            {
                return "requestPrincipals";
            }
        }

        foreach (var part in policy.Conditions(rule))
        {
            if (part.IsHttpOnly)
            {
                return part.Condition.Key;
            }
        }

        return null;
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

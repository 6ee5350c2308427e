using Manifests.Istio.Security.V1;

namespace Policies.Istio.Inbound;

/// <summary>What policies ask that is different for requests and for connections without them.</summary>
internal static class RequestAttributes
{
    private static readonly HashSet<string> OfConnections = new(
        [
            "source.ip", "source.namespace", "source.principal", "source.serviceAccount", "source.trustDomain", "destination.ip", "destination.port", "connection.sni",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether a policy may decide in another way about a request than about the connection on which it comes.</summary>
    internal static bool Has(AuthorizationPolicySpec? spec) =>
        spec?.Action is AuthorizationPolicyAction.Custom
        || (spec?.Rules ?? []).Any(rule =>
            (rule.From ?? []).Any(from => from.Source is { } source
                && Any(source.RequestPrincipals, source.NotRequestPrincipals, source.RemoteIpBlocks, source.NotRemoteIpBlocks))
            || (rule.To ?? []).Any(to => to.Operation is { } operation
                && Any(operation.Hosts, operation.NotHosts, operation.Methods, operation.NotMethods, operation.Paths, operation.NotPaths))
            || (rule.When ?? []).Any(condition => !OfConnections.Contains(condition.Key)));

    private static bool Any(params ReadOnlySpan<IReadOnlyList<string>?> fields)
    {
        foreach (var field in fields)
        {
            if (field is { Count: > 0 })
            {
                return true;
            }
        }

        return false;
    }
}

using System.Text.RegularExpressions;
using Manifests;
using Manifests.Linkerd.Policy.V1Alpha1;
using Manifests.Linkerd.Policy.V1Beta3;

namespace Tests.Components.Linkerd;

/// <summary>
/// What Linkerd's proxy answers, read from linkerd2-proxy (linkerd/http/route/src/lib.rs and http/match/path.rs) and written for these tests only: the route
/// whose match covers most of the path takes a request, one with the method goes before one without, and of equals the oldest, which nobody knows here.
/// </summary>
internal sealed class LinkerdRouter(IReadOnlyList<KubernetesObject> objects)
{
    /// <summary>Every answer that is possible, whichever of equal routes is the oldest.</summary>
    /// <param name="server">The server of the port.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="identity">The client's name; null for one without a certificate.</param>
    public IReadOnlyList<bool> Answers(string server, string method, string path, string? identity)
    {
        var found = objects.OfType<Server>().Single(candidate => candidate.Metadata.Name == server);
        if (found.Spec.ProxyProtocol is not ("HTTP/1" or "HTTP/2"))
        {
            return [IsLetIn(nameof(Server), server, identity)];
        }

        var routes = objects.OfType<HTTPRoute>().Where(route => route.Spec.ParentRefs!.Single().Name == server).ToList();
        if (routes.Count == 0)
        {
            return [IsLetIn(nameof(Server), server, identity)];
        }

        var ranked = routes.Select(route => (route, Rank: Rank(route, method, path))).Where(pair => pair.Rank is not null).ToList();
        return
        [
            .. ranked.Where(pair => pair.Rank!.Value.CompareTo(ranked.Max(other => other.Rank!.Value)) == 0)
                .Select(pair => IsLetIn(nameof(Server), server, identity) || IsLetIn(nameof(HTTPRoute), pair.route.Metadata.Name!, identity))
                .DefaultIfEmpty(false)
                .Distinct(),
        ];
    }

    private static (int Length, bool HasMethod)? Rank(HTTPRoute route, string method, string path) => route.Spec.Rules!
        .SelectMany(rule => rule.Matches!)
        .Where(match => match.Method is null || match.Method.ToString()!.Equals(method, StringComparison.OrdinalIgnoreCase))
        .Select(match => (Length: Length(match.Path!, path), HasMethod: match.Method is not null))
        .Where(rank => rank.Length is not null)
        .Select(rank => ((int Length, bool HasMethod)?)(rank.Length!.Value, rank.HasMethod))
        .Max();

    private static int? Length(HTTPRouteMatchPath match, string path)
    {
        switch (match.Type)
        {
            case HTTPRouteMatchPathType.Exact:
                return path == match.Value ? path.Length : null;
            case HTTPRouteMatchPathType.RegularExpression:
                return Regex.Match(path, match.Value!) is { Success: true, Index: 0 } found && found.Length == path.Length ? path.Length : null;
            default:
                if (match.Value == "/")
                {
                    return 1;
                }

                var prefix = match.Value!.TrimEnd('/');
                var trimmed = path.TrimEnd('/');
                return trimmed.StartsWith(prefix, StringComparison.Ordinal) && (trimmed.Length == prefix.Length || trimmed[prefix.Length] == '/')
                    ? prefix.Length
                    : null;
        }
    }

    private bool IsLetIn(string kind, string name, string? identity) => objects.OfType<AuthorizationPolicy>()
        .Where(policy => policy.Spec.TargetRef.Kind == kind && policy.Spec.TargetRef.Name == name)
        .Any(policy => policy.Spec.RequiredAuthenticationRefs.All(required => required.Kind == nameof(NetworkAuthentication)
            || (identity is not null
                && objects.OfType<MeshTLSAuthentication>().Single(one => one.Metadata.Name == required.Name).Spec.Identities!.Contains(identity))));
}

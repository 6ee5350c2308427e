using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>What a route makes of the requests that it sends to one of its destinations (<c>TranslateRoute</c>, <c>processDestination</c>, <c>processWeightedDestination</c>).</summary>
internal sealed record RequestChange
{
    private static readonly string[] Decisive = ["authorization", "cookie", "forwarded"];
    private static readonly string[] DecisiveBeginnings = ["x-forwarded-", "x-envoy-"];

    /// <summary>The authority that they get; null for their own.</summary>
    public string? Authority { get; init; }

    /// <summary>What becomes of their path; null for nothing.</summary>
    public PathChange? Path { get; init; }

    /// <summary>What becomes of headers, by name in lower case.</summary>
    public IReadOnlyDictionary<string, HeaderChange> Headers { get; init; } = new Dictionary<string, HeaderChange>();

    /// <summary>Why nobody can tell what becomes of them; null where it can be told.</summary>
    public string? Problem { get; init; }

    /// <summary>The change; null where they stay as they are.</summary>
    /// <param name="cluster">The cluster, whose RequestAuthentications say in which headers tokens are.</param>
    /// <param name="route">The route.</param>
    /// <param name="way">The destination; null where that is not asked.</param>
    /// <param name="match">The match that took the request; null for none.</param>
    public static RequestChange? Of(Cluster cluster, VirtualServiceHttp route, VirtualServiceHttpRoute? way, VirtualServiceHttpMatch? match)
    {
        var (ofRoute, ofWay) = (route.Headers?.Request, way?.Headers?.Request);
        if (route.Rewrite is null && ofRoute is null && ofWay is null)
        {
            return null;
        }

        var headers = new Dictionary<string, HeaderChange>(StringComparer.Ordinal);
        string? problem = null;
        if (route.Route is { Count: > 1 })
        {
            // Of several destinations each changes requests first, and then the route.
            Change(ofWay, true, true);
            Change(ofRoute, true, true);
        }
        else
        {
            Change(ofRoute, true, false);
            Change(ofWay, true, false);
            Change(ofRoute, false, true);
            Change(ofWay, false, true);
        }

        var authority = route.Rewrite?.Authority is { Length: > 0 } stated ? stated : AuthorityOf(ofRoute) ?? AuthorityOf(ofWay);
        return new RequestChange
        {
            Authority = authority,
            Path = PathChange.Of(route.Rewrite, match?.Uri) is { ChangesNothing: false } path ? path : null,
            Headers = headers,
            Problem = problem ?? (authority?.Contains('%', StringComparison.Ordinal) == true ? "its route writes an authority that depends on the request" : null),
        };

        void Change(VirtualServiceRequest? of, bool removes, bool sets)
        {
            foreach (var name in removes ? of?.Remove ?? [] : [])
            {
                Set(name, _ => default, null);
            }

            foreach (var (name, value) in sets ? of?.Set ?? [] : [])
            {
                Set(name, _ => new HeaderChange(false, value), value);
            }

            foreach (var (name, value) in sets ? of?.Add ?? [] : [])
            {
                Set(name, known => known.With(value), value);
            }
        }

        void Set(string name, Func<HeaderChange, HeaderChange> change, string? value)
        {
            var key = name.ToLowerInvariant();
            if (key is "host" or [':', ..])
            {
                return;
            }

            headers[key] = change(headers.TryGetValue(key, out var known) ? known : new HeaderChange(true, null));
            problem ??= Decisive.Contains(key) || IsOfTokens(cluster, key) || Array.Exists(DecisiveBeginnings, beginning => key.StartsWith(beginning, StringComparison.Ordinal)) ? $"its route changes the header {key}, which says who calls or for whom"
                : value?.Contains('%', StringComparison.Ordinal) == true ? $"its route writes a header {key} that depends on the request"
                : null;
        }
    }

    /// <summary>A request behind the route; null where that cannot be told.</summary>
    public HttpCall? Apply(HttpCall request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var path = PathNormalization.WithoutQuery(request.Path);
        if (Problem is not null || (Path is { } change ? change.Apply(path) : path) is not { } changed)
        {
            return null;
        }

        var headers = request.Headers;
        if (Headers.Count > 0)
        {
            var all = request.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.Ordinal);
            foreach (var (name, header) in Headers)
            {
                if (header.Apply(all.GetValueOrDefault(name)) is { } value)
                {
                    all[name] = value;
                }
                else
                {
                    all.Remove(name);
                }
            }

            headers = all;
        }

        return request with { Host = Authority ?? request.Host, Path = changed + request.Path[path.Length..], Headers = headers };
    }

    private static bool IsOfTokens(Cluster cluster, string header) => cluster.RequestAuthentications
        .SelectMany(authentication => authentication.Object.Spec?.JwtRules ?? []).SelectMany(rule => rule.FromHeaders ?? [])
        .Any(from => string.Equals(from.Name, header, StringComparison.OrdinalIgnoreCase));

    /// <summary>Of the authority that is set and the one that is added the one that is set counts.</summary>
    private static string? AuthorityOf(VirtualServiceRequest? of) => Named(of?.Set) ?? Named(of?.Add);

    private static string? Named(IReadOnlyDictionary<string, string>? headers) => (headers ?? new Dictionary<string, string>())
        .Where(header => header.Key.ToLowerInvariant() is "host" or ":authority").Select(header => header.Value).FirstOrDefault(value => value.Length > 0);
}

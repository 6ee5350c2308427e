using Manifests.Linkerd.Policy.V1Beta3;

namespace Policies.Symbolic.Authorization;

/// <summary>How specific a match of a route is: of several that match, the greatest takes the request (Gateway API, HTTPRouteRule).</summary>
/// <param name="Host">A name before a wildcard, a longer name before a shorter one, any of them before none.</param>
/// <param name="IsExactPath">Whether the path is a whole one.</param>
/// <param name="PathLength">The path's length.</param>
/// <param name="HasMethod">Whether it asks for a method.</param>
/// <param name="Headers">How many headers it asks for.</param>
/// <param name="Queries">How many parameters of the query it asks for.</param>
internal sealed record LinkerdRouteRank(int Host, bool IsExactPath, int PathLength, bool HasMethod, int Headers, int Queries) : IComparable<LinkerdRouteRank>
{
    /// <summary>The rank of a match for a hostname, which may be empty.</summary>
    public static LinkerdRouteRank Of(string hostname, HTTPRouteMatch match) => new(
        hostname switch { "" => 0, ['*', ..] => 1, _ => 1 + hostname.Length },
        match.Path?.Type is HTTPRouteMatchPathType.Exact,
        (match.Path?.Value ?? "/").Length,
        match.Method is not null,
        match.Headers?.Count ?? 0,
        match.QueryParams?.Count ?? 0);

    /// <inheritdoc/>
    public int CompareTo(LinkerdRouteRank? other) => other is null
        ? 1
        : (Host, IsExactPath, PathLength, HasMethod, Headers, Queries)
            .CompareTo((other.Host, other.IsExactPath, other.PathLength, other.HasMethod, other.Headers, other.Queries));
}

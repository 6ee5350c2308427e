using Manifests.Istio.Networking.V1;

namespace Policies.Istio;

/// <summary>What a route makes of the path of the requests that it sends on; what follows a question mark stays.</summary>
/// <param name="Replaced">The beginning that is replaced; null for all of it.</param>
/// <param name="By">What replaces it; the replacement of the expression where there is one.</param>
/// <param name="Expression">The regular expression whose matches are replaced; null for none.</param>
internal sealed record PathChange(string? Replaced, string By, RewriteExpression? Expression)
{
    /// <summary>The change of a route; null where it changes no path (<c>applyHTTPRouteDestination</c>): the expression comes before the text.</summary>
    public static PathChange? Of(VirtualServiceRewrite? rewrite, VirtualServiceUri? match) => rewrite switch
    {
        { UriRegexRewrite: { } regex } => new PathChange(null, regex.Rewrite ?? "", new RewriteExpression(regex.Match ?? "")),

        // Of an expression that matched, and of an exact path, all is replaced (Envoy: RegexRouteEntryImpl, PathRouteEntryImpl).
        { Uri: { Length: > 0 } uri } => new PathChange(match is { Exact: not null } or { Regex: not null } ? null : match?.Prefix ?? "/", uri, null),
        _ => null,
    };

    /// <summary>The path behind the route; null where that cannot be told.</summary>
    /// <param name="path">A path that the route takes, without its query.</param>
    public string? Apply(string path) => Expression is { } expression ? expression.Replace(path, By)
        : Replaced is null ? By
        : path.Length >= Replaced.Length ? By + path[Replaced.Length..]
        : null;

    /// <summary>The path that all requests have behind the route; null where it depends on the request, or cannot be told.</summary>
    /// <param name="match">What the route asks of paths.</param>
    public string? Constant(VirtualServiceHttpMatch? match) =>
        match is { Uri.Exact: { } exact, IgnoreUriCase: not true } ? Apply(exact)
        : Expression is { TakesWholePaths: true } && !By.Contains('\\', StringComparison.Ordinal) ? By
        : Expression is null && Replaced is null ? By
        : null;

    /// <summary>Whether every request keeps its path.</summary>
    public bool ChangesNothing => Expression is null ? Replaced == By : Expression.TakesWholePaths && By == "\\0";
}

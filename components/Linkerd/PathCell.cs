using Manifests.Linkerd.Policy.V1Beta3;

namespace Components.Linkerd;

/// <summary>A set of paths that one match of an HTTPRoute stands for.</summary>
/// <remarks>
/// Linkerd's proxy gives a request to the match that covers most characters of its path, and a regular expression counts the whole path
/// (linkerd2-proxy, linkerd/http/route/src/http/match/path.rs).
/// </remarks>
/// <param name="Base">The path at which the set begins, without a slash at its end; empty for every path.</param>
/// <param name="HasBase">Whether the base itself is in the set.</param>
/// <param name="HasBelow">Whether everything below the base is.</param>
internal sealed record PathCell(string Base, bool HasBase, bool HasBelow)
{
    /// <summary>Every path.</summary>
    public static PathCell Every { get; } = new("", HasBase: true, HasBelow: true);

    /// <summary>
    /// Reads a path of AuthorizationPolicy: exact, or <c>/a/*</c>, which is everything below <c>/a</c> and not <c>/a</c> itself; null for templates,
    /// which Linkerd does not have.
    /// </summary>
    public static PathCell? Parse(string path) => path switch
    {
        "/*" or "/{**}" => Every,
        _ when path.Contains('{', StringComparison.Ordinal) => null,
        _ when path.EndsWith("/*", StringComparison.Ordinal) => new PathCell(path[..^2], HasBase: false, HasBelow: true),
        _ => new PathCell(path, HasBase: true, HasBelow: false),
    };

    /// <summary>Whether every path of another set is in this one.</summary>
    public bool Covers(PathCell other) =>
        (HasBelow && (Base.Length == 0 || other.Base.StartsWith($"{Base}/", StringComparison.Ordinal)))
        || (Base == other.Base && (HasBase || !other.HasBase) && (HasBelow || !other.HasBelow));

    /// <summary>Whether a path is below this set's base.</summary>
    public bool IsAbove(string path) => path.StartsWith($"{Base}/", StringComparison.Ordinal);

    /// <summary>The match of an HTTPRoute; a prefix holds its base too, so a set without it is a regular expression.</summary>
    public HTTPRouteMatchPath ToMatch() => (HasBase, HasBelow) switch
    {
        (true, true) => new() { Type = HTTPRouteMatchPathType.PathPrefix, Value = Base.Length == 0 ? "/" : Base },
        (true, false) => new() { Type = HTTPRouteMatchPathType.Exact, Value = Base },
        _ => new() { Type = HTTPRouteMatchPathType.RegularExpression, Value = $"{System.Text.RegularExpressions.Regex.Escape(Base)}/.*" },
    };
}

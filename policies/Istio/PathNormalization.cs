using Policies.Model;

namespace Policies.Istio;

/// <summary>
/// The path that the server, and with it authorization, sees, as Envoy's connection manager makes it for each of Istio's normalization types
/// (Envoy: <c>conn_manager_utility.cc</c>, <c>path_utility.cc</c>).
/// </summary>
public static class PathNormalization
{
    /// <summary>Rewrites the value of <c>:path</c>. The query stays as it is; a fragment goes, since no client sends one.</summary>
    /// <param name="path">The path that the client asks for, such as <c>/a//b?c=d</c>.</param>
    /// <param name="type">What the mesh is set to.</param>
    /// <returns>The rewritten value; null where Envoy answers 400 itself, so that neither policies nor the application see the request.</returns>
    public static string? Normalize(string path, PathNormalizationType type)
    {
        ArgumentNullException.ThrowIfNull(path);
        var sent = Before(path, '#');
        if (type is PathNormalizationType.None)
        {
            return sent;
        }

        var bare = WithoutQuery(sent);
        var query = sent[bare.Length..];
        if (type is PathNormalizationType.DecodeAndMergeSlashes)
        {
            bare = DecodeSlashes(bare);
        }

        if (CanonicalPath.Of(bare) is not { } canonical)
        {
            return null;
        }

        return (type is PathNormalizationType.Base ? canonical : MergeSlashes(canonical)) + query;
    }

    /// <summary>The part of <c>:path</c> that the <c>paths</c> of a policy are held against: without query and fragment.</summary>
    public static string WithoutQuery(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var end = path.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? path : path[..end];
    }

    private static string Before(string text, char mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var end ? text[..end] : text;

    private static string DecodeSlashes(string path) => path
        .Replace("%2f", "/", StringComparison.OrdinalIgnoreCase)
        .Replace("%5c", "\\", StringComparison.OrdinalIgnoreCase);

    private static string MergeSlashes(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal))
        {
            return path;
        }

        // A path of slashes only keeps two of them: Envoy puts the first and the last one back around nothing.
        var segments = string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries));
        return $"{(path.StartsWith('/') ? "/" : "")}{segments}{(path.EndsWith('/') ? "/" : "")}";
    }
}

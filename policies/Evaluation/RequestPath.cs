using System.Buffers;
using Policies.Istio;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>The path of a request as policies see it.</summary>
/// <param name="Bare">Without its query.</param>
/// <param name="Full">With its query.</param>
internal readonly record struct RequestPath(string Bare, string Full)
{
    /// <summary>Characters that no normalization touches, as long as no two slashes stand together.</summary>
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~");

    /// <summary>The path; null where the proxy refuses it.</summary>
    internal static RequestPath? Of(string path, PathNormalizationType type)
    {
        if (path.StartsWith('/') && !path.AsSpan().ContainsAnyExcept(Plain) && !path.Contains("//", StringComparison.Ordinal))
        {
            return new RequestPath(path, path);
        }

        return PathNormalization.Normalize(path, type) is { } full ? new RequestPath(PathNormalization.WithoutQuery(full), full) : null;
    }
}

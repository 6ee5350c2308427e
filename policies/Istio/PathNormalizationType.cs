namespace Policies.Istio;

/// <summary>How the mesh rewrites a request's path before anything looks at it: <c>meshConfig.pathNormalization.normalization</c>.</summary>
public enum PathNormalizationType
{
    /// <summary>The path stays as the client sent it.</summary>
    None,

    /// <summary>RFC 3986: unreserved characters are decoded, <c>\</c> becomes <c>/</c>, <c>.</c> and <c>..</c> are resolved. Istio's default.</summary>
    Base,

    /// <summary><see cref="Base"/>, then runs of slashes become one.</summary>
    MergeSlashes,

    /// <summary>Escaped slashes and backslashes are decoded, then <see cref="MergeSlashes"/>.</summary>
    DecodeAndMergeSlashes,
}

namespace Policies.Model;

/// <summary>How a path is rewritten before any policy sees it (<c>meshConfig.pathNormalization.normalization</c>).</summary>
public enum PathNormalizationType
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As RFC 3986 says: dot segments, case of escapes, escaped unreserved characters; backslashes become slashes. Istio's default.</summary>
    Base,

    /// <summary>Besides, adjacent slashes become one.</summary>
    MergeSlashes,

    /// <summary>Besides, escaped slashes and backslashes are decoded first.</summary>
    DecodeAndMergeSlashes,
}

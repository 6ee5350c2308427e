namespace Policies.Ambient;

/// <summary>A string that ztunnel holds an identity or a namespace against: presence, suffix, prefix or the string itself.</summary>
internal static class ZtunnelText
{
    /// <summary>Whether a value matches; nothing but the value's absence keeps <c>*</c> from matching.</summary>
    public static bool Matches(string pattern, string value) => pattern switch
    {
        "*" => true,
        ['*', .. var suffix] => value.EndsWith(suffix, StringComparison.Ordinal),
        [.. var prefix, '*'] => value.StartsWith(prefix, StringComparison.Ordinal),
        _ => value == pattern,
    };
}

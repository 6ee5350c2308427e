namespace Policies.Rules.Authorization;

/// <summary>Why a value of a policy never matches, and what was meant: null where it may match.</summary>
internal static class NeverMatching
{
    private static readonly (string, string?) OneStar =
        ("since Istio knows one * at the beginning or one at the end, and takes every other for the character", null);

    /// <summary>A principal: Istio puts <c>spiffe://</c> before it, so it is a trust domain and a path.</summary>
    public static (string Why, string? Fix)? Principal(string value)
    {
        if (value.StartsWith("spiffe://", StringComparison.Ordinal))
        {
            return ("since Istio puts spiffe:// before it once more", $"write '{value["spiffe://".Length..]}'");
        }

        if (HasLiteralStar(value))
        {
            return OneStar;
        }

        var isWhole = !value.Contains('*', StringComparison.Ordinal);
        return (isWhole && !value.Contains('/', StringComparison.Ordinal)) || (!value.StartsWith('*') && (value[0] == '/' || value.StartsWith("ns/", StringComparison.Ordinal)))
            ? ("since it does not begin with a trust domain", "write '<trust domain>/ns/<namespace>/sa/<service account>'")
            : null;
    }

    /// <summary>A path, which is compared without query and fragment; templates have rules of their own.</summary>
    public static (string Why, string? Fix)? Path(string value)
    {
        if (value.Contains('{', StringComparison.Ordinal))
        {
            return null;
        }

        if (HasLiteralStar(value))
        {
            return OneStar;
        }

        if (value.AsSpan().IndexOfAny('?', '#') is >= 0 and var end)
        {
            return ("since Istio compares paths without query and fragment", value.StartsWith('*') ? null : $"write '{value[..end]}'");
        }

        return value.Length > 0 && value[0] is not ('/' or '*') ? ("since every path begins with a slash", $"write '/{value.TrimStart('^')}'")
            : value.EndsWith("/.*", StringComparison.Ordinal) ? ("but in a hidden file, since it is no regular expression", $"write '{value[..^2]}*'")
            : null;
    }

    /// <summary>A host as clients write it: with its port, without scheme and path.</summary>
    public static (string Why, string? Fix)? Host(string value) =>
        HasLiteralStar(value) ? OneStar
        : value.Contains('/', StringComparison.Ordinal) ? ("since a host has neither scheme nor path", null)
        : IsList(value) ? ("since it is one value and not several", "write each as an item of the list")
        : null;

    /// <summary>A method, which is one word.</summary>
    public static (string Why, string? Fix)? Method(string value) =>
        HasLiteralStar(value) ? OneStar
        : IsList(value) ? ("since it is one value and not several", "write each as an item of the list")
        : null;

    /// <summary>A namespace, in which every star is one.</summary>
    public static (string Why, string? Fix)? Namespace(string value) =>
        IsList(value) ? ("since it is one value and not several", "write each as an item of the list")
        : value.Contains('/', StringComparison.Ordinal) ? ("since no namespace has a slash in its name", null)
        : null;

    private static bool IsList(string value) => value.AsSpan().IndexOfAny(" ,|;") >= 0;

    private static bool HasLiteralStar(string value) =>
        value.Length > 1 && (value[0] == '*' ? value.IndexOf('*', 1) : value.AsSpan(0, value.Length - 1).IndexOf('*')) >= 0;
}

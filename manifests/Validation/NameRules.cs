using System.Buffers;

namespace Manifests.Validation;

/// <summary>
/// Names as Kubernetes accepts them: k8s.io/apimachinery's util/validation and api/validation, and each kind's own choice among them.
/// </summary>
internal static class NameRules
{
    private const int LongestLabel = 63;
    private const int LongestSubdomain = 253;
    private const int LongestCronJob = 52;
    private const string RbacGroup = "rbac.authorization.k8s.io";

    private static readonly SearchValues<char> InLabels = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> InQualifiedParts = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Why a name is none for the kind; null when it is one.</summary>
    internal static string? ProblemOf(string name, string group, string kind) => (group, kind) switch
    {
        ("", "Namespace") => ProblemOfLabel(name),
        ("", "Service") => ProblemOfServiceName(name),
        (RbacGroup, _) => ProblemOfPathSegment(name),
        ("batch", "CronJob") when name.Length > LongestCronJob => $"at most {LongestCronJob} characters, since the names of its jobs are longer",
        _ => ProblemOfSubdomain(name),
    };

    /// <summary>RFC 1123's label.</summary>
    internal static string? ProblemOfLabel(string name) => name.Length > LongestLabel
        ? $"at most {LongestLabel} characters"
        : IsLabel(name) ? null : "lower case letters, digits and '-', a letter or digit at both ends";

    internal static string? ProblemOfLabelValue(string value) => value.Length > LongestLabel
        ? $"at most {LongestLabel} characters"
        : value.Length == 0 || IsQualifiedPart(value) ? null : "letters, digits, '-', '_' and '.', a letter or digit at both ends";

    /// <summary>A label's or annotation's key: a name, with a DNS prefix and a slash before it or without.</summary>
    internal static string? ProblemOfQualifiedName(ReadOnlySpan<char> key)
    {
        var slash = key.IndexOf('/');
        if (slash >= 0 && (slash == 0 || ProblemOfSubdomain(key[..slash]) is not null))
        {
            return "the part before the slash is a DNS name";
        }

        var name = key[(slash + 1)..];
        return name.Length is 0 or > LongestLabel || !IsQualifiedPart(name)
            ? $"letters, digits, '-', '_' and '.', a letter or digit at both ends, at most {LongestLabel} characters, after a DNS prefix and a slash if any"
            : null;
    }

    /// <summary>RFC 1035's label, which begins with a letter.</summary>
    private static string? ProblemOfServiceName(string name) =>
        ProblemOfLabel(name) ?? (char.IsAsciiDigit(name[0]) ? "begins with a letter" : null);

    private static string? ProblemOfSubdomain(ReadOnlySpan<char> name) => name.Length > LongestSubdomain
        ? $"at most {LongestSubdomain} characters"
        : IsSubdomain(name) ? null : "lower case letters, digits, '-' and '.', a letter or digit at both ends of every part";

    private static string? ProblemOfPathSegment(string name) =>
        name is "." or ".." || name.AsSpan().ContainsAny('/', '%') ? "neither '.' nor '..', and without '/' and '%'" : null;

    private static bool IsLabel(ReadOnlySpan<char> name) => IsOf(name, InLabels) && name[0] != '-' && name[^1] != '-';

    private static bool IsSubdomain(ReadOnlySpan<char> name)
    {
        foreach (var part in name.Split('.'))
        {
            if (!IsLabel(name[part]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsQualifiedPart(ReadOnlySpan<char> name) => IsOf(name, InQualifiedParts) && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1]);

    private static bool IsOf(ReadOnlySpan<char> name, SearchValues<char> characters) => !name.IsEmpty && !name.ContainsAnyExcept(characters);
}

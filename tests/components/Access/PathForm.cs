using System.Text.RegularExpressions;

namespace Tests.Components.Access;

/// <summary>The forms of paths in authorization policies: exact, prefix, suffix, any, and templates.</summary>
internal static class PathForm
{
    private const string Segment = "[^/*=]";

    public static bool Matches(string form, string path) => form switch
    {
        "*" => path.Length > 0,
        _ when form.Contains('{', StringComparison.Ordinal) => Regex.IsMatch(path, $"^{Template(form)}$"),
        ['*', .. var suffix] => path.EndsWith(suffix, StringComparison.Ordinal),
        [.. var prefix, '*'] => path.StartsWith(prefix, StringComparison.Ordinal),
        _ => form == path,
    };

    /// <summary>Paths of the form, and some that look like them.</summary>
    public static IEnumerable<string> Samples(string form)
    {
        var filled = form.Replace("{**}", "a/b", StringComparison.Ordinal).Replace("{*}", "a", StringComparison.Ordinal).Replace(
            "*", "a", StringComparison.Ordinal);
        return [filled, $"{filled}/", $"{filled}/more", $"/under{filled}", filled.ToUpperInvariant()];
    }

    private static string Template(string form) => Regex.Escape(form)
        .Replace(@"\{\*\*}", $"({Segment}|/)*", StringComparison.Ordinal)
        .Replace(@"\{\*}", $"{Segment}+", StringComparison.Ordinal);
}

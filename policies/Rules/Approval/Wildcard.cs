using System.Text.RegularExpressions;

namespace Policies.Rules.Approval;

/// <summary>approver-policy's wildcards: <c>*</c> is any text, the empty one too (cert-manager documentation, "Approver Policy").</summary>
internal static class Wildcard
{
    /// <summary>Whether the pattern is for the whole text.</summary>
    public static bool Matches(string pattern, string text) => Regex.IsMatch(
        text,
        $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}\z",
        RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}

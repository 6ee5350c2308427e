using Trust;

namespace Policies.Linkerd;

/// <summary>
/// The names that Linkerd lets an authentication list: a SPIFFE ID, or a DNS name whose first label may be <c>*</c> (policy-controller/runtime).
/// </summary>
internal static class LinkerdIdentityName
{
    private const string Scheme = "spiffe://";

    /// <summary>What is wrong with a name; null where nothing is.</summary>
    public static string? Fault(string name)
    {
        if (name.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return SpiffeId.TryParse(name, out _, out var reason) ? null : $"'{name}' is no SPIFFE ID: {reason}";
        }

        var labels = name.Split('.');
        return labels.Skip(labels[0] == "*" ? 1 : 0).All(IsLabel)
            ? null
            : $"'{name}' is no identity: allowed are a SPIFFE ID, and lower-case DNS labels of which the first may be *";
    }

    private static bool IsLabel(string label) =>
        label.Length > 0 && IsEnd(label[0]) && IsEnd(label[^1]) && label.All(character => IsEnd(character) || character == '-');

    private static bool IsEnd(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character);
}

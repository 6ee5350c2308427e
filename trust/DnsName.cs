using System.Diagnostics.CodeAnalysis;

namespace Trust;

/// <summary>
/// A DNS name as a certificate may carry it: lower-case labels of letters, digits and dashes (RFC 1123, section 2.1; RFC 5280,
/// section 4.2.1.6), optionally with <c>*</c> as its whole first label (RFC 9525, section 6.3).
/// </summary>
/// <remarks>
/// Stricter than DNS itself: no underscore, no trailing dot and no all-digit last label, because verifiers disagree on them.
/// </remarks>
public readonly record struct DnsName
{
    /// <summary>The longest legal name, in characters.</summary>
    public const int MaximumLength = 253;

    private const int MaximumLabelLength = 63;

    private readonly string? _name;

    private DnsName(string name) => _name = name;

    /// <summary>The name, in lower case.</summary>
    public string Name => _name ?? throw new InvalidOperationException("an uninitialised DnsName has no name");

    /// <summary>Whether the first label is <c>*</c>.</summary>
    public bool IsWildcard => Name.StartsWith("*.", StringComparison.Ordinal);

    /// <summary>Reads a DNS name; upper case is lowered, since DNS names are compared without case (RFC 4343).</summary>
    /// <exception cref="FormatException">The name breaks the rules above; the message says which.</exception>
    public static DnsName Parse(string name) =>
        TryParse(name, out var dnsName, out var reason) ? dnsName : throw new FormatException($"DNS name '{name}': {reason}");

    /// <summary>Reads a DNS name; <paramref name="reason"/> says what is wrong with it.</summary>
    public static bool TryParse(string? name, out DnsName dnsName, [NotNullWhen(false)] out string? reason)
    {
        reason = Problem(name);
        dnsName = reason is null ? new DnsName(name!.ToLowerInvariant()) : default;
        return reason is null;
    }

    /// <summary>
    /// Whether this name is the other or ends in it, label by label: the sense of a name constraint (RFC 5280, section 4.2.1.10).
    /// </summary>
    public bool IsWithin(DnsName subtree) =>
        Name == subtree.Name || Name.EndsWith("." + subtree.Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string? Problem(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return "the DNS name is empty";
        }

        if (name.Length > MaximumLength)
        {
            return $"the DNS name has {name.Length} characters; at most {MaximumLength} are allowed";
        }

        var labels = name.Split('.');
        var fixedLabels = labels is ["*", _, ..] ? labels[1..] : labels;
        return fixedLabels.Select(LabelProblem).FirstOrDefault(problem => problem is not null)
            ?? (fixedLabels[^1].All(char.IsAsciiDigit) ? "the last label is all digits, which reads as an IP address" : null);
    }

    private static string? LabelProblem(string label) => label switch
    {
        "" => "the DNS name has an empty label",
        { Length: > MaximumLabelLength } => $"the label '{label}' has {label.Length} characters; at most {MaximumLabelLength} are allowed",
        _ when label[0] == '-' || label[^1] == '-' => $"the label '{label}' starts or ends with a dash",
        _ => label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? null
            : $"the label '{label}' holds something else than letters, digits and dashes",
    };
}

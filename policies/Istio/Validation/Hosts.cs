using System.Globalization;
using System.Text.RegularExpressions;
using Policies.Network;

namespace Policies.Istio.Validation;

/// <summary>Host names as Istio wants them in each of its fields. Every check gives the fault, or null where there is none.</summary>
internal static partial class Hosts
{
    private const int LongestLabel = 63;
    private const int LongestName = 255;

    /// <summary>Whether a text is one label of a DNS name (RFC 1123; upper case is allowed).</summary>
    public static bool IsLabel(string text) => text.Length <= LongestLabel && Label().IsMatch(text);

    /// <summary>A name that is empty or too long for the DNS.</summary>
    public static string? LengthFault(string name) =>
        name.Length == 0 ? "the host must not be empty" : name.Length > LongestName ? $"the host has {name.Length} characters, more than {LongestName}" : null;

    /// <summary>A name without wildcards; a dot at its end is allowed.</summary>
    public static string? FullNameFault(string name) => LengthFault(name) ?? LabelsFault(name);

    /// <summary>A name whose first label may be <c>*</c> or start with a star.</summary>
    public static string? WildcardFault(string name)
    {
        if (LengthFault(name) is { } length)
        {
            return length;
        }

        var parts = name.Split('.', 2);
        return parts[0].Length > LongestLabel || !WildcardLabel().IsMatch(parts[0]) ? $"'{name}' is not a host: its label '{parts[0]}' is invalid"
            : parts.Length > 1 ? LabelsFault(parts[1])
            : null;
    }

    /// <summary>A star that is neither the whole name nor its whole first label.</summary>
    public static string? PartialWildcardFault(string name) =>
        name.Contains('*', StringComparison.Ordinal) && name != "*" && !name.StartsWith("*.", StringComparison.Ordinal)
            ? $"'{name}' has a wildcard that is not a whole label"
            : null;

    /// <summary>The <c>namespace/name</c> form of gateways' and sidecars' hosts; gateways may leave the namespace out.</summary>
    public static IEnumerable<string> NamespacedFaults(string host, bool isGateway)
    {
        var parts = host.Split('/', 2);
        if (parts.Length == 1)
        {
            return isGateway ? NameFaults(host, true) : [$"'{host}' has not the form namespace/host"];
        }

        var isScope = parts[0] is "*" or "." || (parts[0] == "~" && !isGateway);
        IEnumerable<string> faults = isScope || IsLabel(parts[0]) ? [] : [$"'{parts[0]}' of '{host}' is not a namespace"];
        return faults.Concat(NameFaults(parts[1], isGateway));
    }

    private static IEnumerable<string> NameFaults(string name, bool mayBeAddress)
    {
        if (name != "*" && !name.Contains('.', StringComparison.Ordinal) && !(mayBeAddress && AddressRange.IsAddress(name)))
        {
            yield return $"'{name}' is a short name; write the full one";
        }

        if (WildcardFault(name) is { } fault && !(mayBeAddress && AddressRange.IsAddress(name)))
        {
            yield return fault;
        }

        if (PartialWildcardFault(name) is { } partial)
        {
            yield return partial;
        }
    }

    private static string? LabelsFault(string name)
    {
        var labels = name.Split('.');
        if (int.TryParse(labels[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return $"'{name}' is not a host: its last label cannot be a number";
        }

        var checkedLabels = labels[^1].Length == 0 && labels.Length > 1 ? labels[..^1] : labels;
        return Array.Find(checkedLabels, label => !IsLabel(label)) is { } bad ? $"'{name}' is not a host: its label '{bad}' is invalid" : null;
    }

    [GeneratedRegex(@"^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"^(\*|(\*|\*-)?[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)\z")]
    private static partial Regex WildcardLabel();
}

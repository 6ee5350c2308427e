using System.Globalization;
using Policies.Network;

namespace Policies.Istio.Validation;

/// <summary>The lists of values that an AuthorizationPolicy's rules are made of.</summary>
internal static class ValueChecks
{
    private const int MostServiceAccounts = 16;
    private const int LongestServiceAccount = 320;

    public static void NotEmpty(Field values, Problems problems) => Each(values, problems, _ => null);

    public static void Addresses(Field values, Problems problems) => Each(values, problems, value =>
        AddressRange.TryParse(value, out _) ? null : $"'{value}' is neither an IP address nor a CIDR range");

    public static void Ports(Field values, Problems problems) => Each(values, problems, value =>
        uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? null
            : $"'{value}' is not a port in 0..65535");

    public static void ServiceAccounts(Field values, Problems problems)
    {
        if (values.Items.Count() > MostServiceAccounts)
        {
            problems.Error(values, $"there may be {MostServiceAccounts} service accounts, not {values.Items.Count()}");
        }

        Each(values, problems, ServiceAccountFault);
    }

    public static void TrustDomains(Field values, Problems problems) => Each(values, problems, value =>
        WildcardFault(value) ?? (value.Contains('/', StringComparison.Ordinal) ? $"'{value}' has a slash, which no trust domain has" : null));

    public static void Wildcards(Field values, Problems problems) => Each(values, problems, WildcardFault);

    private static void Each(Field values, Problems problems, Func<string, string?> fault)
    {
        for (var index = 0; index < values.Count; index++)
        {
            var text = values.TextAt(index);
            if ((text.Length == 0 ? "an empty value matches nothing and is not allowed" : fault(text)) is { } reason)
            {
                problems.Error(values.At(index), reason);
            }
        }
    }

    private static string? WildcardFault(string value)
    {
        var stars = value.Count(character => character == '*');
        return stars > 1 ? $"'{value}' has more than one wildcard"
            : stars == 1 && !value.StartsWith('*') && !value.EndsWith('*') ? $"'{value}' has its wildcard neither first nor last"
            : null;
    }

    private static string? ServiceAccountFault(string value)
    {
        var parts = value.Split('/');
        return value.Contains('*', StringComparison.Ordinal) ? $"'{value}' has a wildcard, which service accounts cannot have"
            : parts.Length > 2 || Array.Exists(parts, part => part.Length == 0) ? $"'{value}' is neither a service account nor namespace/service account"
            : value.Length > LongestServiceAccount ? $"the value has {value.Length} characters, more than {LongestServiceAccount}"
            : null;
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Manifests.Validation;

/// <summary>The formats of strings that the API server checks (k8s.io/kube-openapi's strfmt), as far as the pinned schemas use them.</summary>
internal static partial class StringFormats
{
    internal const string Quantity = "quantity";

    /// <summary>What the text should be and is not; null when it is, or when the format is not one that is checked.</summary>
    internal static string? Problem(string text, string format) => format switch
    {
        "byte" when !IsBase64(text) => "base64",
        "date-time" when !IsDateTime(text) => "a time as RFC 3339 writes it, such as 2006-01-02T15:04:05Z",
        "duration" when !Duration().IsMatch(text) => "a duration such as 1h30m",
        "ipv4" when !IsAddress(text, AddressFamily.InterNetwork) => "an IPv4 address",
        "ipv6" when !IsAddress(text, AddressFamily.InterNetworkV6) => "an IPv6 address",
        Quantity when !QuantityForm().IsMatch(text) => "a quantity such as 500m or 2Gi",
        _ => null,
    };

    private static bool IsBase64(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out _);

    private static bool IsDateTime(string text) =>
        Time().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == family
        && (family is not AddressFamily.InterNetwork || address.ToString() == text);

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    /// <summary>Go's durations, and strfmt's days and weeks.</summary>
    [GeneratedRegex(@"^([-+]?(0|(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)|([0-9]+\s*(ns|us|µs|ms|s|m|h|d|w))+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();

    /// <summary>k8s.io/apimachinery's resource.Quantity.</summary>
    [GeneratedRegex(@"^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex QuantityForm();
}

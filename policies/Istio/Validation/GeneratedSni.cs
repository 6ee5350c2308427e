using System.Text.RegularExpressions;

namespace Policies.Istio.Validation;

/// <summary>The server names that sidecars send to gateways of mode AUTO_PASSTHROUGH: <c>outbound_.80_.v1_.reviews.shop.svc.cluster.local</c>.</summary>
internal static partial class GeneratedSni
{
    private const string Prefix = "outbound_";

    /// <summary>What is wrong with a server name that may be one of these; null where nothing is.</summary>
    public static string? Fault(string host) =>
        !host.StartsWith(Prefix, StringComparison.Ordinal) ? Hosts.WildcardFault(host)
        : Hosts.LengthFault(host) is { } length ? length
        : Form().IsMatch(host) ? null
        : $"'{host}' has not the form {Prefix}.port_.subset_.host";

    /// <summary>As loose as upstream's own check.</summary>
    [GeneratedRegex("^outbound_[^_]*[0-9][^_]*_[^_]*_[^_]*[a-zA-Z]")]
    private static partial Regex Form();
}

using System.Text.RegularExpressions;
using Policies.Network;

namespace Policies.Istio.Validation;

/// <summary>Fields that many of Istio's kinds have: ports, protocols, labels, addresses.</summary>
internal static partial class CommonChecks
{
    private const string UnixPrefix = "unix://";

    /// <summary>A port's number, which must be there.</summary>
    public static void Port(Field port, Problems problems)
    {
        if (port.Number is < 1 or > 65535)
        {
            problems.Error(port, $"port {(port.IsPresent ? port.Text : "0")} is not in 1..65535");
        }
    }

    /// <summary>A port's name, which must be a DNS label.</summary>
    public static void PortName(Field at, string name, Problems problems)
    {
        if (!Hosts.IsLabel(name))
        {
            problems.Error(at, $"'{name}' is not a port's name: a DNS label is");
        }
    }

    /// <summary>A protocol; none at all means that Istio finds out.</summary>
    public static void Protocol(Field protocol, Problems problems)
    {
        if (protocol.IsFilled && !Protocols.IsKnown(protocol.Text))
        {
            problems.Error(protocol, $"'{protocol.Text}' is not a protocol that Istio supports");
        }
    }

    /// <summary>Labels of workloads.</summary>
    public static void Labels(Field labels, Problems problems)
    {
        foreach (var (key, value) in labels.Entries)
        {
            var match = LabelKey().Match(key);
            if (!match.Success || match.Groups["prefix"].Length > 254 || match.Groups["name"].Length > 63)
            {
                problems.Error(value, $"'{key}' is not a label's key");
            }

            if (!LabelValue().IsMatch(value.Text))
            {
                problems.Error(value, $"'{value.Text}' is not a label's value");
            }
        }
    }

    /// <summary>Whether an address is a Unix domain socket.</summary>
    public static bool IsUnix(string address) => address.StartsWith(UnixPrefix, StringComparison.Ordinal);

    /// <summary>The path of a Unix domain socket: absolute and a file, or abstract.</summary>
    public static void UnixSocket(Field address, Problems problems)
    {
        var path = address.Text[UnixPrefix.Length..];
        if (!path.StartsWith('@') && (!path.StartsWith('/') || path.EndsWith('/')))
        {
            problems.Error(address, $"'{address.Text}' is not an absolute path to a socket");
        }
    }

    /// <summary>An IP address, where there is one.</summary>
    public static void Address(Field address, Problems problems)
    {
        if (address.IsFilled && !AddressRange.IsAddress(address.Text))
        {
            problems.Error(address, $"'{address.Text}' is not an IP address");
        }
    }

    /// <summary>A percentage.</summary>
    public static void Percent(Field percent, Problems problems)
    {
        if (percent.Number is < 0 or > 100)
        {
            problems.Error(percent, $"{percent.Text} is not a percentage in 0..100");
        }
    }

    /// <summary>Numbers that must not be negative.</summary>
    public static void NotNegative(Field parent, Problems problems, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (parent[name].Number < 0)
            {
                problems.Error(parent[name], "the number must not be negative");
            }
        }
    }

    [GeneratedRegex(@"^(?<prefix>[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*/)?(?<name>(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])\z")]
    private static partial Regex LabelKey();

    [GeneratedRegex(@"^((?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z")]
    private static partial Regex LabelValue();
}

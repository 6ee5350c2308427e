using Policies.Symbolic.Text;
using static Policies.Symbolic.Text.TextPattern;

namespace Policies.Symbolic.Gateways;

/// <summary>Hosts of Gateways and VirtualServices, as authorities and as server names in TLS.</summary>
internal static class HostPatterns
{
    /// <summary>The authorities of a host: with a port or without one.</summary>
    public static TextPattern Authority(string host)
    {
        var name = host.ToLowerInvariant();
        return name == "*" ? Anything : Of(name, [.. Steps(name)], [.. Steps(name), .. Literally(":"), .. Any()]);
    }

    /// <summary>The server names of a host.</summary>
    public static TextPattern ServerName(string host)
    {
        var name = host.ToLowerInvariant();
        return name == "*" ? Anything : Of($"{name} in TLS", Steps(name));
    }

    /// <summary>The authorities of a host without a port.</summary>
    public static TextPattern Name(string host) => host == "*" ? Anything : Of($"{host} itself", Steps(host.ToLowerInvariant()));

    private static IEnumerable<TextStep> Steps(string name) => name is ['*', ..] ? [.. Any(CharClass.HostName), .. Literally(name[1..])] : Literally(name);
}

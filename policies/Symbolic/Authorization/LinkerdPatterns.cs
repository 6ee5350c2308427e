using Policies.Symbolic.Text;
using static Policies.Symbolic.Text.TextPattern;

namespace Policies.Symbolic.Authorization;

/// <summary>What values of Linkerd's policies and of the routes of its Servers match.</summary>
internal static class LinkerdPatterns
{
    /// <summary>A name of a <c>MeshTLSAuthentication</c>: <c>*</c> is everyone with a certificate, <c>*.</c> before a name everyone under it.</summary>
    public static TextPattern Identity(string value) => value switch
    {
        "*" => NonEmpty,
        ['*', '.', ..] => Suffix(value[1..]),
        _ => Exact(value),
    };

    /// <summary>A hostname of a route: the host that is asked for, whatever its port.</summary>
    public static TextPattern Host(string hostname)
    {
        var name = hostname.ToLowerInvariant();
        TextStep[] steps = name is ['*', '.', ..] ? [.. Any(CharClass.HostName), .. Literally(name[1..])] : [.. Literally(name)];
        return Of($"host {name}", steps, [.. steps, .. Literally(":"), .. Any()]);
    }

    /// <summary>A path and everything under it, by whole segments.</summary>
    public static TextPattern PathPrefix(string value)
    {
        var prefix = value.TrimEnd('/');
        return prefix.Length == 0 ? Anything : Of($"under {prefix}", [.. Literally(prefix)], [.. Literally($"{prefix}/"), .. Any()]);
    }
}

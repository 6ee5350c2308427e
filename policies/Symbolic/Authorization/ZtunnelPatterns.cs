using Policies.Symbolic.Text;
using static Policies.Symbolic.Text.TextPattern;

namespace Policies.Symbolic.Authorization;

/// <summary>Which certificates' URIs the identity fields of a policy match at ztunnel, which splits an identity before it compares (ztunnel: src/rbac.rs).</summary>
/// <remarks>Presence, suffix, prefix or the text itself. Trust-domain aliases are not expanded; principals are compared as elsewhere in Istio.</remarks>
internal static class ZtunnelPatterns
{
    private const string Scheme = "spiffe://";

    /// <summary>A value of <c>namespaces</c>, which is held against the identity's namespace alone.</summary>
    public static TextPattern Namespace(string value) => Of($"ztunnel namespace {value}", Identity(Segment(value), [.. Some(CharClass.NotSlash)]));

    /// <summary>A value of <c>serviceAccounts</c>: <c>namespace/account</c>, compared as one text.</summary>
    public static TextPattern ServiceAccount(string value)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var (name, account) = (value[..slash], value[(slash + 1)..]);
        return value switch
        {
            ['*', ..] => Of($"ztunnel account {value}", Identity([.. Any(CharClass.NotSlash), .. Literally(name[1..])], [.. Literally(account)])),
            [.., '*'] => Of($"ztunnel account {value}", Identity([.. Literally(name)], [.. Literally(account[..^1]), .. Any(CharClass.NotSlash)])),
            _ => Of($"ztunnel account {value}", Identity([.. Literally(name)], [.. Literally(account)])),
        };
    }

    private static TextStep[] Segment(string value) => value switch
    {
        "*" => [.. Some(CharClass.NotSlash)],
        ['*', .. var suffix] => [.. Any(CharClass.NotSlash), .. Literally(suffix)],
        [.. var prefix, '*'] => [.. Literally(prefix), .. Any(CharClass.NotSlash)],
        _ => [.. Literally(value)],
    };

    private static TextStep[] Identity(TextStep[] @namespace, TextStep[] account) =>
        [.. Literally(Scheme), .. Some(CharClass.NotSlash), .. Literally("/ns/"), .. @namespace, .. Literally("/sa/"), .. account];
}

using Policies.Symbolic.Text;
using static Policies.Symbolic.Text.TextPattern;

namespace Policies.Symbolic.Authorization;

/// <summary>Which certificates' URIs the identity fields of a policy match.</summary>
/// <remarks>Source: istio 1.30, pilot/pkg/security/authz/model/generator.go and matcher/string.go. Regular expressions match as a whole.</remarks>
internal static class IdentityPatterns
{
    private const string Scheme = "spiffe://";

    /// <summary>A value of <c>principals</c>, trust-domain aliases expanded already.</summary>
    public static TextPattern Principal(string value) => value switch
    {
        "*" => NonEmpty,
        ['*', .. var suffix] => Of($"principal *{suffix}", [.. Literally(Scheme), .. Any(), .. Literally(suffix)]),
        [.. var prefix, '*'] => Prefix(Scheme + prefix),
        _ => Exact(Scheme + value),
    };

    /// <summary>A value of <c>namespaces</c>: every star stands for anything, slashes included, and no trust domain is looked at.</summary>
    public static TextPattern Namespace(string value) =>
        Of($"namespace {value}", [.. Any(), .. Literally("/ns/"), .. value.SelectMany(Glob), .. Literally("/"), .. Any()]);

    /// <summary>A value of <c>serviceAccounts</c>, in any trust domain.</summary>
    /// <param name="value">The account, or <c>namespace/account</c>.</param>
    /// <param name="policyNamespace">The policy's namespace.</param>
    public static TextPattern ServiceAccount(string value, string policyNamespace)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var (name, account) = slash < 0 ? (policyNamespace, value) : (value[..slash], value[(slash + 1)..]);
        TextStep[] head = [.. Literally(Scheme), .. Some(CharClass.Any), .. Literally($"/ns/{name}/")];
        TextStep[] between = [.. Some(CharClass.Any), .. Literally("/")];
        TextStep[] tail = [.. Literally($"sa/{account}")];
        TextStep[] behind = [.. Literally("/"), .. Some(CharClass.Any)];
        return Of(
            $"account {name}/{account}",
            [.. head, .. tail],
            [.. head, .. tail, .. behind],
            [.. head, .. between, .. tail],
            [.. head, .. between, .. tail, .. behind]);
    }

    /// <summary>A value of <c>trustDomains</c>: its first star stands for anything within the trust domain.</summary>
    public static TextPattern TrustDomain(string value)
    {
        var star = value.IndexOf('*', StringComparison.Ordinal);
        return (value, star) switch
        {
            ("*", _) => Prefix(Scheme),
            (_, < 0) => Prefix($"{Scheme}{value}/"),
            _ => Of(
                $"trust domain {value}",
                [.. Literally(Scheme + value[..star]), .. Any(CharClass.NotSlash), .. Literally($"{value[(star + 1)..]}/"), .. Any()]),
        };
    }

    private static IEnumerable<TextStep> Glob(char c) => c == '*' ? Any() : Literally(c.ToString());
}

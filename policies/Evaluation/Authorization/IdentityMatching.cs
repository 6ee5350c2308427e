namespace Policies.Evaluation.Authorization;

/// <summary>How values of a source are held against a certificate's URI (<c>pilot/pkg/security/authz/model/generator.go</c>).</summary>
internal static class IdentityMatching
{
    private const string Scheme = "spiffe://";

    /// <summary>A value of <c>principals</c>, after the rewriting of trust domains.</summary>
    internal static bool IsPrincipal(string identity, string value)
    {
        if (value == "*")
        {
            return identity.Length > 0;
        }

        if (value.StartsWith('*'))
        {
            return identity.Length >= Scheme.Length + value.Length - 1
                && identity.StartsWith(Scheme, StringComparison.Ordinal)
                && identity.EndsWith(value[1..], StringComparison.Ordinal);
        }

        if (!identity.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return false;
        }

        var bare = identity.AsSpan(Scheme.Length);
        return value.EndsWith('*') ? bare.StartsWith(value.AsSpan()[..^1]) : bare.SequenceEqual(value);
    }

    /// <summary>A value of <c>namespaces</c>: <c>.*/ns/VALUE/.*</c>, in which every <c>*</c> stands for any text.</summary>
    internal static bool IsInNamespace(string identity, string value)
    {
        var position = 0;
        foreach (var part in $"/ns/{value}/".Split('*'))
        {
            var found = identity.IndexOf(part, position, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            position = found + part.Length;
        }

        return true;
    }

    /// <summary>A value of <c>serviceAccounts</c>: <c>spiffe://.+/ns/NS/(.+/|)sa/SA(/.+)?</c>.</summary>
    internal static bool IsServiceAccount(string identity, string value, string policyNamespace)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var namespacePart = $"/ns/{(slash < 0 ? policyNamespace : value[..slash])}/";
        var accountPart = $"sa/{value[(slash + 1)..]}";
        if (!identity.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return false;
        }

        for (var at = Next(identity, namespacePart, Scheme.Length + 1); at >= 0; at = Next(identity, namespacePart, at + 1))
        {
            if (EndsWithAccount(identity[(at + namespacePart.Length)..], accountPart))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A value of <c>trustDomains</c>, after the expansion of aliases: the first <c>*</c> stands for any text without a slash.</summary>
    internal static bool IsInTrustDomain(string identity, string value)
    {
        if (!identity.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return false;
        }

        if (value == "*")
        {
            return true;
        }

        var slash = identity.IndexOf('/', Scheme.Length);
        if (slash < 0)
        {
            return false;
        }

        var domain = identity.AsSpan(Scheme.Length, slash - Scheme.Length);
        var star = value.IndexOf('*', StringComparison.Ordinal);
        return star < 0
            ? domain.SequenceEqual(value)
            : domain.Length >= value.Length - 1 && domain.StartsWith(value.AsSpan(0, star)) && domain.EndsWith(value.AsSpan(star + 1));
    }

    /// <summary><c>(.+/|)sa/SA(/.+)?</c>, as a whole.</summary>
    private static bool EndsWithAccount(string rest, string account)
    {
        for (var at = rest.IndexOf(account, StringComparison.Ordinal); at >= 0; at = Next(rest, account, at + 1))
        {
            var end = at + account.Length;
            var begins = at == 0 || (at >= 2 && rest[at - 1] == '/');
            var ends = end == rest.Length || (rest[end] == '/' && end + 1 < rest.Length);
            if (begins && ends)
            {
                return true;
            }
        }

        return false;
    }

    private static int Next(string text, string part, int from) => from > text.Length ? -1 : text.IndexOf(part, from, StringComparison.Ordinal);
}

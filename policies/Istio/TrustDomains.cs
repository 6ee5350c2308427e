using Policies.Model;

namespace Policies.Istio;

/// <summary>What a mesh takes for its own trust domain (<c>pilot/pkg/security/trustdomain</c>), and which ones its servers accept.</summary>
public static class TrustDomains
{
    /// <summary>The name that every mesh takes for its own trust domain in principals.</summary>
    private const string LocalName = "cluster.local";

    private const string Scheme = "spiffe://";

    /// <summary>Whether a certificate's URI is an identity of a trust domain.</summary>
    internal static bool Has(string domain, string identity) =>
        identity.StartsWith(Scheme, StringComparison.Ordinal)
        && identity.AsSpan(Scheme.Length).StartsWith(domain, StringComparison.Ordinal)
        && identity.AsSpan(Scheme.Length + domain.Length) is ['/', ..];

    /// <summary>The trust domain, then its aliases.</summary>
    public static IReadOnlyList<string> Own(MeshSettings mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        return [mesh.TrustDomain, .. mesh.TrustDomainAliases];
    }

    /// <summary>The trust domains that servers accept in clients' certificates, in order and each once.</summary>
    public static IReadOnlyList<string> Accepted(MeshSettings mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        return [.. Own(mesh).Concat(mesh.CaTrustDomains).Where(domain => domain.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A principal of a policy with every name of the mesh's own trust domain, in order and each once.</summary>
    /// <param name="principal">The value as written, such as <c>cluster.local/ns/shop/sa/orders</c>.</param>
    /// <param name="own">The trust domain, then its aliases.</param>
    public static IReadOnlyList<string> Rewrite(string principal, IReadOnlyList<string> own)
    {
        ArgumentNullException.ThrowIfNull(principal);
        ArgumentNullException.ThrowIfNull(own);
        var slash = principal.IndexOf('/', StringComparison.Ordinal);
        if (principal.AsSpan().Count('/') != 4 || principal.StartsWith("*/", StringComparison.Ordinal))
        {
            return [principal];
        }

        if (own is [var only] && principal.AsSpan(0, slash).SequenceEqual(only))
        {
            return [principal];
        }

        var domain = principal[..slash];
        if (domain != LocalName && !own.Any(name => AreAlike(domain, name)))
        {
            return [principal];
        }

        return [.. own.Select(name => EndsAlike(domain, name) ? principal : string.Concat(name, principal.AsSpan(slash))).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>All principals of a field, rewritten.</summary>
    public static IReadOnlyList<string> Rewrite(IEnumerable<string> principals, IReadOnlyList<string> own) =>
        [.. principals.SelectMany(principal => Rewrite(principal, own)).Distinct(StringComparer.Ordinal)];

    /// <summary>The values of <c>trustDomains</c>: one that names the mesh's own trust domain names all of it.</summary>
    public static IReadOnlyList<string> Expand(IEnumerable<string> values, IReadOnlyList<string> own) =>
        [.. values.SelectMany(value => own.Contains(value, StringComparer.Ordinal) ? own : [value]).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether either is the other, or a pattern of the other with <c>*</c> at one end.</summary>
    private static bool AreAlike(string left, string right) => left == right || left == "*" || right == "*" || IsPatternOf(left, right) || IsPatternOf(right, left);

    private static bool IsPatternOf(string pattern, string text) =>
        (pattern.StartsWith('*') && text.EndsWith(pattern[1..], StringComparison.Ordinal))
        || (pattern.EndsWith('*') && text.StartsWith(pattern[..^1], StringComparison.Ordinal));

    private static bool EndsAlike(string domain, string name) =>
        domain == name || (domain.StartsWith('*') && name.EndsWith(domain[1..], StringComparison.Ordinal));
}

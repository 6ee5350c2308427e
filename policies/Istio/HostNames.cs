namespace Policies.Istio;

/// <summary>How Istio compares hosts that may begin with <c>*</c> (<c>pkg/config/host</c>).</summary>
public static class HostNames
{
    /// <summary>Whether the host stands for more than itself: only a leading <c>*</c> is a wildcard.</summary>
    public static bool IsWildcard(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.StartsWith('*');
    }

    /// <summary>Whether every host that <paramref name="inner"/> stands for is one that <paramref name="outer"/> stands for.</summary>
    public static bool IsWithin(string inner, string outer)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return IsWildcard(outer)
            ? (IsWildcard(inner) ? inner.Length >= outer.Length && inner.EndsWith(outer[1..], StringComparison.Ordinal) : inner.EndsWith(outer[1..], StringComparison.Ordinal))
            : string.Equals(inner, outer, StringComparison.Ordinal);
    }

    /// <summary>Whether some host is one that both stand for.</summary>
    public static bool Overlap(string left, string right) => IsWithin(left, right) || IsWithin(right, left);

    /// <summary>
    /// The host that fits best: the same one, else the longest wildcard that covers <paramref name="needle"/>; null when none does
    /// (<c>MostSpecificHostMatch</c>).
    /// </summary>
    public static string? MostSpecific(IEnumerable<string> hosts, string needle)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        string? best = null;
        foreach (var host in hosts)
        {
            if (string.Equals(host, needle, StringComparison.Ordinal))
            {
                return host;
            }

            if (IsWildcard(host) && IsWithin(needle, host) && (best is null || host.Length > best.Length))
            {
                best = host;
            }
        }

        return best;
    }

    /// <summary>The host of a rule as Istio reads it: one without a point is a service of the rule's own namespace.</summary>
    public static string Resolve(string host, string @namespace, string clusterDomain)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Length == 0 || host == "*" || host.Contains('.', StringComparison.Ordinal) || host.Contains(':', StringComparison.Ordinal)
            ? host
            : $"{host}.{@namespace}.svc.{clusterDomain}";
    }
}

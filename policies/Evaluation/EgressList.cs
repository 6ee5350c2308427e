using Policies.Istio;

namespace Policies.Evaluation;

/// <summary>The hosts of a Sidecar's listeners, each as <c>namespace/host</c>: <c>*</c> is any namespace, <c>.</c> the client's own and <c>~</c> none.</summary>
internal sealed class EgressList
{
    private const string Anywhere = "*";
    private const string SameNamespace = ".";

    private readonly ILookup<string, string> _namespacesByHost;
    private readonly (string Namespace, string Host)[] _all;
    private readonly (string Namespace, string Host)[] _wildcards;

    /// <summary>Reads the hosts.</summary>
    internal EgressList(IEnumerable<string> hosts)
    {
        _all = [.. hosts.Select(Read)];
        _namespacesByHost = _all.ToLookup(entry => entry.Host, entry => entry.Namespace, StringComparer.Ordinal);
        _wildcards = [.. _all.Where(entry => HostNames.IsWildcard(entry.Host))];
    }

    /// <summary>Whether a host of a namespace is listed: itself, or a wildcard that covers it.</summary>
    internal bool Include(string host, string @namespace, string clientNamespace)
    {
        foreach (var place in _namespacesByHost[host])
        {
            if (IsIn(place, @namespace, clientNamespace))
            {
                return true;
            }
        }

        return Array.Exists(_wildcards, entry => IsIn(entry.Namespace, @namespace, clientNamespace) && HostNames.IsWithin(host, entry.Host));
    }

    /// <summary>Whether a host of a namespace and one that is listed have any in common, as a VirtualService's must.</summary>
    internal bool Overlap(string host, string @namespace, string clientNamespace) =>
        Array.Exists(_all, entry => IsIn(entry.Namespace, @namespace, clientNamespace) && HostNames.Overlap(host, entry.Host));

    private static bool IsIn(string place, string @namespace, string clientNamespace) =>
        place == Anywhere || place == @namespace || (place == SameNamespace && @namespace == clientNamespace);

    private static (string Namespace, string Host) Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return (slash < 0 ? Anywhere : text[..slash], text[(slash + 1)..]);
    }
}

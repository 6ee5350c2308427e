using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>The services that a Sidecar lists for the calls of its workloads, each as <c>namespace/host</c>.</summary>
internal sealed class EgressHosts
{
    private const string Anywhere = "*";
    private const string SameNamespace = ".";

    private readonly ILookup<string, string> _namespacesByHost;
    private readonly (string Namespace, string Host)[] _wildcards;

    /// <summary>Reads the lists.</summary>
    internal EgressHosts(IReadOnlyList<SidecarEgres> listeners)
    {
        var entries = listeners.SelectMany(listener => listener.Hosts).Select(Read).ToList();
        _namespacesByHost = entries.ToLookup(entry => entry.Host, entry => entry.Namespace, StringComparer.Ordinal);
        _wildcards = [.. entries.Where(entry => HostNames.IsWildcard(entry.Host))];
    }

    /// <summary>Whether a service is listed for clients of a namespace.</summary>
    internal bool Include(ServiceModel service, string clientNamespace)
    {
        foreach (var place in _namespacesByHost[service.Host])
        {
            if (IsIn(place))
            {
                return true;
            }
        }

        return Array.Exists(_wildcards, entry => IsIn(entry.Namespace) && HostNames.IsWithin(service.Host, entry.Host));

        bool IsIn(string place) =>
            place == Anywhere || place == service.Namespace || (place == SameNamespace && service.Namespace == clientNamespace);
    }

    private static (string Namespace, string Host) Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return (slash < 0 ? Anywhere : text[..slash], text[(slash + 1)..]);
    }
}

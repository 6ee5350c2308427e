using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio;

/// <summary>Which hosts VirtualServices may use of a Gateway's server (istio: <c>host.NamesForNamespace</c>, <c>Names.Intersection</c>).</summary>
internal static class GatewayHosts
{
    /// <summary>The server's hosts for VirtualServices of a namespace: <c>host</c>, or <c>namespace/host</c>, of which <c>.</c> is the Gateway's own.</summary>
    public static IEnumerable<string> For(GatewayServer server, string owner, string @namespace) => server.Hosts
        .Select(host => host.Split('/', 2))
        .Where(parts => parts.Length == 1 || parts[0] == "*" || parts[0] == @namespace || (parts[0] == "." && @namespace == owner))
        .Select(parts => parts[^1].ToLowerInvariant());

    /// <summary>Under which hosts requests come to a VirtualService's routes: of a host of its own and one of the server's the narrower one.</summary>
    public static IEnumerable<string> Shared(GatewayServer server, string owner, ConfigObject<VirtualService> service, string clusterDomain) => (
        from host in service.Object.Spec?.Hosts ?? []
        let own = HostNames.Resolve(host, service.Namespace, clusterDomain).ToLowerInvariant()
        from name in For(server, owner, service.Namespace)
        where HostNames.Overlap(name, own)
        select HostNames.IsWithin(name, own) ? name : own).Distinct();

    /// <summary>Whether a VirtualService's routes of connections count at a server, which any shared host decides for all of them (<c>pickMatchingGatewayHosts</c>).</summary>
    public static bool AreShared(GatewayServer server, string owner, ConfigObject<VirtualService> service, string clusterDomain) =>
        Shared(server, owner, service, clusterDomain).Any();
}

using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Istio.Gateways;

/// <summary>
/// Which servers of several Gateways istiod serves at the pods that all of them select, and which ones it leaves out
/// (<c>mergeGateways</c> in <c>pilot/pkg/model/gateway.go</c>): those that come first hold.
/// </summary>
/// <typeparam name="T">What stands for a Gateway.</typeparam>
/// <param name="portOf">The port of the pods for the port of a server.</param>
/// <remarks>TLS servers of one port share no host, a port for plaintext is for one protocol, and only HTTP has several servers there.</remarks>
internal sealed class ServerMerge<T>(Func<long, int> portOf)
{
    private readonly HashSet<int> _ports = [];
    private readonly Dictionary<int, (PortProtocol? Protocol, string Bind, T Gateway)> _plain = [];
    private readonly Dictionary<(int Port, string Host), (string Bind, T Gateway)> _tlsHosts = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<(T Gateway, GatewayServer Server, int Port)> _served = [];
    private readonly List<(T Gateway, int Server, T Before, string Reason)> _left = [];

    /// <summary>The servers that are served, each with the port of the pods, in their order.</summary>
    public IReadOnlyList<(T Gateway, GatewayServer Server, int Port)> Served => _served;

    /// <summary>Those that are not: the place in their Gateway, the Gateway that keeps them out, and why.</summary>
    public IReadOnlyList<(T Gateway, int Server, T Before, string Reason)> Left => _left;

    /// <summary>Adds a Gateway; the oldest is the first.</summary>
    /// <param name="gateway">The Gateway.</param>
    /// <param name="name">Its name.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="servers">Its servers.</param>
    public void Add(T gateway, string name, string @namespace, IReadOnlyList<GatewayServer> servers)
    {
        for (var index = 0; index < servers.Count; index++)
        {
            var (server, port) = (servers[index], portOf(servers[index].Port.Number));
            if (Conflict(gateway, server, port, $"{server.Port.Number}.{server.Port.Name}.{name}.{@namespace}.{server.Bind}", Hosts(server, @namespace)) is { } conflict)
            {
                _left.Add((gateway, index, conflict.Before, conflict.Reason));
            }
            else
            {
                _served.Add((gateway, server, port));
            }
        }
    }

    private (T Before, string Reason)? Conflict(T gateway, GatewayServer server, int port, string name, IReadOnlyList<string> hosts)
    {
        var (protocol, bind) = (PortProtocols.Parse(server.Port.Protocol), server.Bind ?? "");
        if (server.Tls is not null)
        {
            // istiod asks this of servers of plain HTTP too, where tls says no more than to redirect.
            foreach (var host in hosts)
            {
                if (_tlsHosts.TryGetValue((port, host), out var known) && known.Bind == bind)
                {
                    return (known.Gateway, $"its host {host} is one of a server with tls before it");
                }
            }

            foreach (var host in hosts)
            {
                _tlsHosts[(port, host)] = (bind, gateway);
            }
        }

        var isHttp = protocol?.IsHttp() == true;
        var endsTls = server.Tls is not null && !isHttp;
        if (!_ports.Add(port) && _plain.TryGetValue(port, out var current))
        {
            if (current.Bind == bind && !(isHttp && current.Protocol?.IsHttp() == true))
            {
                return (current.Gateway, $"its protocol {server.Port.Protocol} does not go beside the {current.Protocol?.ToString().ToUpperInvariant()} of a server before it");
            }
        }
        else if (endsTls && protocol is PortProtocol.Https && !IsPassthrough(server) && _names.Contains(name))
        {
            return (gateway, $"a server before it has the port name {server.Port.Name} too");
        }

        if (!endsTls && (!_plain.TryGetValue(port, out var plain) || plain.Bind != bind))
        {
            _plain[port] = (protocol, bind, gateway);
        }

        if (endsTls)
        {
            _names.Add(name);
        }

        return null;
    }

    /// <summary>Hosts as istiod compares them: with the namespace that they are for in front, and none where they are for all.</summary>
    private static IReadOnlyList<string> Hosts(GatewayServer server, string @namespace) => server.Hosts.Contains("*/*") ? ["*"]
        : [.. server.Hosts.Select(host => host.StartsWith("./", StringComparison.Ordinal) ? @namespace + host[1..] : host.StartsWith("*/", StringComparison.Ordinal) ? host[2..] : host)];

    private static bool IsPassthrough(GatewayServer server) => server.Tls?.Mode is null or GatewayMode.Passthrough or GatewayMode.AutoPassthrough;
}

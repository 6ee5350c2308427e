namespace Policies.Model;

/// <summary>Reads what a port speaks, as Istio does (<c>pkg/config/kube.ConvertProtocol</c>).</summary>
public static class PortProtocols
{
    private const string GrpcWeb = "grpc-web";

    /// <summary>Ports whose servers speak first: undeclared, they are plain TCP, for looking at the first bytes would hang.</summary>
    private static readonly int[] ServerFirstPorts = [25, 53, 3306, 27017];

    /// <summary>Whether Istio reads requests on such a port.</summary>
    public static bool IsHttp(this PortProtocol protocol) =>
        protocol is PortProtocol.Http or PortProtocol.Http2 or PortProtocol.Grpc or PortProtocol.GrpcWeb;

    /// <summary>Whether it goes over TCP, which is all that proxies take; what does not passes them by.</summary>
    public static bool IsOverTcp(this PortProtocol protocol) => protocol is not (PortProtocol.Udp or PortProtocol.Sctp);

    /// <summary>What a proxy, which takes connections over TCP only, makes of it: one that goes over another transport is TCP to it.</summary>
    internal static PortProtocol OverTcp(this PortProtocol protocol) => protocol.IsOverTcp() ? protocol : PortProtocol.Tcp;

    /// <summary>Whether the application speaks TLS of its own.</summary>
    public static bool IsApplicationTls(this PortProtocol protocol) => protocol is PortProtocol.Https or PortProtocol.Tls;

    /// <summary>The protocol of a name such as <c>GRPC</c> or <c>kubernetes.io/h2c</c>, whatever its case; null when Istio does not know it.</summary>
    public static PortProtocol? Parse(string? name) => name?.ToUpperInvariant() switch
    {
        "HTTP" or "KUBERNETES.IO/WS" or "WS" or "WEBSOCKET" => PortProtocol.Http,
        "HTTP2" or "H2C" or "KUBERNETES.IO/H2C" => PortProtocol.Http2,
        "GRPC" => PortProtocol.Grpc,
        "GRPC-WEB" => PortProtocol.GrpcWeb,
        "HTTPS" or "WSS" or "KUBERNETES.IO/WSS" => PortProtocol.Https,
        "TLS" => PortProtocol.Tls,
        "TCP" => PortProtocol.Tcp,
        "MONGO" => PortProtocol.Mongo,
        "REDIS" => PortProtocol.Redis,
        "MYSQL" => PortProtocol.MySql,
        "UDP" => PortProtocol.Udp,
        "SCTP" => PortProtocol.Sctp,
        "HBONE" => PortProtocol.Hbone,
        _ => null,
    };

    /// <summary>The protocol of a Service's port: its application protocol, else the first word of its name, else its number.</summary>
    /// <param name="port">The service port.</param>
    /// <param name="name">The port's name.</param>
    /// <param name="transport"><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>; null is TCP.</param>
    /// <param name="applicationProtocol">The field <c>appProtocol</c>.</param>
    public static PortProtocol OfServicePort(int port, string? name, string? transport, string? applicationProtocol)
    {
        if (transport is "UDP" or "SCTP")
        {
            return Parse(transport)!.Value;
        }

        var word = applicationProtocol ?? name ?? "";
        if (applicationProtocol is "kubernetes.io/h2c" or "kubernetes.io/ws" or "kubernetes.io/wss")
        {
            return Parse(applicationProtocol)!.Value;
        }

        if (word.StartsWith(GrpcWeb, StringComparison.OrdinalIgnoreCase))
        {
            return PortProtocol.GrpcWeb;
        }

        var dash = word.IndexOf('-', StringComparison.Ordinal);
        return OfWord(dash < 0 ? word : word[..dash]) ?? (ServerFirstPorts.Contains(port) ? PortProtocol.Tcp : PortProtocol.Auto);
    }

    /// <summary>Without the words that only <see cref="Parse"/> takes.</summary>
    private static PortProtocol? OfWord(string word) =>
        word.ToUpperInvariant() is "WS" or "WSS" or "WEBSOCKET" or "H2C" or "SCTP" ? null : Parse(word);
}

namespace Policies.Istio.Validation;

/// <summary>Protocols of ports as Gateway, ServiceEntry and Sidecar name them, in any case.</summary>
internal static class Protocols
{
    /// <summary>Whether Istio knows the protocol.</summary>
    public static bool IsKnown(string protocol) => IsHttp(protocol) || IsTcp(protocol) || Lower(protocol) == "udp";

    /// <summary>Whether the proxy reads requests on the port.</summary>
    public static bool IsHttp(string protocol) => Lower(protocol) is "http" or "http2" or "http_proxy" or "grpc" or "grpc-web";

    /// <summary>Whether the proxy sees only bytes on the port.</summary>
    public static bool IsTcp(string protocol) => IsTls(protocol) || Lower(protocol) is "tcp" or "mongo" or "redis" or "mysql";

    /// <summary>Whether the port speaks TLS.</summary>
    public static bool IsTls(string protocol) => Lower(protocol) is "https" or "tls";

    private static string Lower(string protocol) => protocol.ToLowerInvariant();
}

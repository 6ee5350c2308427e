namespace Policies.Model;

/// <summary>What a port speaks, in Istio's words (<c>pkg/config/protocol</c>).</summary>
public enum PortProtocol
{
    /// <summary>Not declared: Istio looks at the first bytes.</summary>
    Auto,

    /// <summary>HTTP/1.1.</summary>
    Http,

    /// <summary>HTTP/2.</summary>
    Http2,

    /// <summary>gRPC.</summary>
    Grpc,

    /// <summary>gRPC-Web.</summary>
    GrpcWeb,

    /// <summary>HTTP over TLS of the application's own, which Istio does not look into.</summary>
    Https,

    /// <summary>TLS of the application's own.</summary>
    Tls,

    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>MongoDB's protocol.</summary>
    Mongo,

    /// <summary>Redis' protocol.</summary>
    Redis,

    /// <summary>MySQL's protocol.</summary>
    MySql,

    /// <summary>UDP, which no proxy of Istio takes.</summary>
    Udp,

    /// <summary>SCTP, which no proxy of Istio takes either.</summary>
    Sctp,

    /// <summary>Istio's tunnel over HTTP/2 CONNECT.</summary>
    Hbone,
}

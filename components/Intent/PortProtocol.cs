namespace Components.Intent;

/// <summary>
/// The application protocol of a port, as Istio's protocol selection names it. It decides whether authorization sees requests (HTTP family)
/// or connections only (<see cref="Tcp"/>, <see cref="Tls"/>).
/// </summary>
public enum PortProtocol
{
    /// <summary>HTTP/1.1.</summary>
    Http,

    /// <summary>HTTP/2 over cleartext, inside the mesh's TLS.</summary>
    Http2,

    /// <summary>gRPC; every request is a POST to <c>/package.Service/Method</c>.</summary>
    Grpc,

    /// <summary>Opaque bytes.</summary>
    Tcp,

    /// <summary>The application speaks TLS itself; the mesh passes it through.</summary>
    Tls,
}

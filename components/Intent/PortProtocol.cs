using System.Text.Json.Serialization;

namespace Components.Intent;

/// <summary>
/// The application protocol of a port, as Istio's protocol selection names it. It decides whether authorization sees requests (HTTP family)
/// or connections only (<see cref="Tcp"/>, <see cref="Tls"/>).
/// </summary>
public enum PortProtocol
{
    /// <summary>HTTP/1.1.</summary>
    [JsonStringEnumMemberName("HTTP")]
    Http,

    /// <summary>HTTP/2 over cleartext, inside the mesh's TLS.</summary>
    [JsonStringEnumMemberName("HTTP2")]
    Http2,

    /// <summary>gRPC; every request is a POST to <c>/package.Service/Method</c>.</summary>
    [JsonStringEnumMemberName("GRPC")]
    Grpc,

    /// <summary>Opaque bytes.</summary>
    [JsonStringEnumMemberName("TCP")]
    Tcp,

    /// <summary>The application speaks TLS itself; the mesh passes it through.</summary>
    [JsonStringEnumMemberName("TLS")]
    Tls,
}

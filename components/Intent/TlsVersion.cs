using System.Text.Json.Serialization;

namespace Components.Intent;

/// <summary>A TLS protocol version, as Istio's <c>TLSSettings.TLSProtocol</c> names it.</summary>
public enum TlsVersion
{
    /// <summary>TLS 1.2 (RFC 5246).</summary>
    [JsonStringEnumMemberName("TLSV1_2")]
    Tls12,

    /// <summary>TLS 1.3 (RFC 8446).</summary>
    [JsonStringEnumMemberName("TLSV1_3")]
    Tls13,
}

using System.Text.Json.Serialization;

namespace Infra.Settings;

/// <summary>The TLS that sidecars originate towards an external service, as Istio's <c>ClientTLSSettings</c> names it.</summary>
internal enum ExternalTlsMode
{
    /// <summary>The server shows a certificate.</summary>
    [JsonStringEnumMemberName("SIMPLE")]
    Simple,

    /// <summary>Both sides show certificates.</summary>
    [JsonStringEnumMemberName("MUTUAL")]
    Mutual,
}

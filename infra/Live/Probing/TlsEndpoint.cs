using System.Globalization;
using System.Net;

namespace Infra.Live.Probing;

/// <summary>A server that speaks TLS.</summary>
/// <param name="Host">Its DNS name or address.</param>
/// <param name="Port">Its port.</param>
internal sealed record TlsEndpoint(string Host, int Port)
{
    /// <summary>Reads <c>host:port</c>, with brackets around an IPv6 address; null where it is none.</summary>
    public static TlsEndpoint? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            return null;
        }

        var host = text[..colon];
        var isBracketed = host is ['[', .., ']'];
        host = isBracketed ? host[1..^1] : host;
        var isHost = isBracketed ? IPAddress.TryParse(host, out _) : Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4;
        return isHost ? new TlsEndpoint(host, port) : null;
    }

    /// <summary><c>host:port</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}

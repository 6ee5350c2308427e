using System.Net.Security;
using System.Security.Authentication;

namespace Infra.Live.Probing;

/// <summary>Connects to a server as the client that it ought to accept, and as those that it ought to refuse.</summary>
internal static class EndpointProbes
{
    /// <summary>Runs all probes, one after the other: a server is not to be flooded.</summary>
    /// <param name="probe">How it is connected to.</param>
    /// <param name="client">The client's certificate; null for none.</param>
    /// <param name="at">The instant at which the stranger's certificate is valid.</param>
    /// <param name="isOneWay">Whether the server takes clients without a certificate by intent.</param>
    /// <param name="takesTls12">Whether it takes TLS 1.2 by intent.</param>
    /// <exception cref="System.Net.Sockets.SocketException">Nobody listens there.</exception>
    public static async Task<EndpointReport> RunAsync(TlsProbe probe, SslStreamCertificateContext? client, DateTimeOffset at, bool isOneWay, bool takesTls12)
    {
        var own = await probe.HandshakeAsync(client, SslProtocols.Tls12 | SslProtocols.Tls13);
        List<(ProbeKind Kind, Answer Answer)> refused = [(ProbeKind.Plaintext, await probe.PlaintextAsync())];
        if (!isOneWay)
        {
            if (client is not null)
            {
                refused.Add((ProbeKind.NoCertificate, (await probe.HandshakeAsync(null, SslProtocols.Tls12 | SslProtocols.Tls13)).Answer));
            }

            var stranger = Stranger.Make(client?.TargetCertificate, at);
            refused.Add((ProbeKind.ForeignRoot, (await probe.HandshakeAsync(stranger, SslProtocols.Tls12 | SslProtocols.Tls13)).Answer));
        }

        if (!takesTls12)
        {
            refused.Add((ProbeKind.Tls12, await Tls12Async(probe, client, isOneWay)));
        }

        return new EndpointReport { Own = own, Refused = refused, IsOneWay = isOneWay, HasCertificate = client is not null };
    }

    /// <summary>
    /// A handshake that ends is enough: what the server says afterwards is no judgement of the version. Where the client has no certificate to
    /// show, only the alert that names the version tells that it is not that which is refused.
    /// </summary>
    private static async Task<Answer> Tls12Async(TlsProbe probe, SslStreamCertificateContext? client, bool isOneWay)
    {
        var handshake = await probe.HandshakeAsync(client, SslProtocols.Tls12);
        return handshake.Protocol == SslProtocols.Tls12 ? Answer.Accepted($"it agreed on {handshake.CipherSuite}")
            : client is null && !isOneWay && handshake.Answer.Kind == AnswerKind.Refused && !handshake.Answer.Said.Contains("protocol version", StringComparison.Ordinal)
                ? new Answer(AnswerKind.Silent, $"{handshake.Answer.Said}, which may be for want of a certificate; give --cert")
            : handshake.Answer;
    }
}

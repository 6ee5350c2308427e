namespace Policies.Denials;

/// <summary>What BoringSSL's and Envoy's words for failed handshakes mean in a mesh, and what to look at.</summary>
public static class HandshakeFailures
{
    private static readonly (string Word, string Meaning)[] Meanings =
    [
        ("WRONG_VERSION_NUMBER", "the other end does not speak TLS: a DestinationRule forces it to a server without a proxy, or a client sends plain text to a TLS port; see 'infra access … --from … --to …'"),
        ("verify SAN list", "the server's identity is not one that the client asks for: subjectAltNames of a DestinationRule, or a service account that the service's endpoints do not have"),
        ("CERTIFICATE_VERIFY_FAILED", "one end does not trust the other's root, or the certificate's name is outside of what its CA may sign: compare the bundles with 'infra trust <stack>' and the certificates with 'infra trust inspect'"),
        ("UNKNOWN_CA", "the other end does not trust the root of this end's certificate: its bundle lacks it, as in a rotation that went on before every proxy had the new root ('infra rotate prove')"),
        ("CERTIFICATE_EXPIRED", "a certificate is past its end: the proxy has not renewed it, or its CA ended before; see the istiod log and 'infra trust <stack>'"),
        ("CERTIFICATE_REQUIRED", "the server wants a client certificate and got none: the client has no proxy, or a DestinationRule with mode SIMPLE"),
        ("PEER_DID_NOT_RETURN_A_CERTIFICATE", "the client showed no certificate: it has no proxy, or a DestinationRule with mode SIMPLE"),
        ("PROTOCOL_VERSION", "the ends share no TLS version: compare mtls:mesh.minimumTlsVersion with what the client offers"),
        ("UNSUPPORTED_PROTOCOL", "the ends share no TLS version: compare mtls:mesh.minimumTlsVersion with what the client offers"),
        ("NO_SHARED_CIPHER", "the ends share no cipher suite"),
        ("CONNECTION_CLOSED", "the other end closed the connection before the handshake ended: it refuses by policy or by its TLS settings, and its own log says why"),
    ];

    /// <summary>The meaning of a failure; of an unknown one, that it is unknown.</summary>
    /// <param name="failure">The failure as the log has it.</param>
    public static string MeaningOf(string failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var plain = failure.Replace('-', '_').Replace(' ', '_');
        return Meanings.Where(entry => plain.Contains(entry.Word.Replace(' ', '_'), StringComparison.OrdinalIgnoreCase)).Select(entry => entry.Meaning).FirstOrDefault()
            ?? "this program does not know this failure; BoringSSL's error names are in its ssl/ssl_error.cc";
    }
}

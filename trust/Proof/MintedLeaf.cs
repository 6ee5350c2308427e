using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Trust.Proof;

/// <summary>A leaf that a peer presents.</summary>
/// <param name="Certificate">The leaf with its key.</param>
/// <param name="Chain">What is sent along, from its signer upwards, without a root.</param>
/// <param name="Context">The same as TLS takes it.</param>
internal sealed record MintedLeaf(X509Certificate2 Certificate, IReadOnlyList<X509Certificate2> Chain, SslStreamCertificateContext Context)
{
    /// <summary>The SHA-256 of everything that is sent.</summary>
    internal Fingerprint Digest { get; } = Fingerprint.Of(
        Encoding.ASCII.GetBytes(string.Concat(Chain.Prepend(Certificate).Select(certificate => Fingerprint.Of(certificate).Hex))));
}

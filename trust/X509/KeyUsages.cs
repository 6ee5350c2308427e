using System.Security.Cryptography.X509Certificates;

namespace Trust.X509;

/// <summary>What a key may be used for (RFC 5280, section 4.2.1.3). Always critical.</summary>
public static class KeyUsages
{
    /// <summary>A CA: it signs certificates and revocation lists, nothing else.</summary>
    public const X509KeyUsageFlags Authority = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign;

    /// <summary>A leaf: it signs handshakes. Key encipherment and agreement mean nothing for ECDSA keys under TLS 1.3.</summary>
    public const X509KeyUsageFlags Leaf = X509KeyUsageFlags.DigitalSignature;

    /// <summary>What a certificate says, or null where it does not say.</summary>
    public static X509KeyUsageFlags? Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages;
    }

    /// <summary>The usages by their RFC 5280 names.</summary>
    public static IReadOnlyList<string> Words(X509KeyUsageFlags usages) =>
        [.. Names.Where(name => usages.HasFlag(name.Flag)).Select(name => name.Word)];

    private static readonly IReadOnlyList<(X509KeyUsageFlags Flag, string Word)> Names =
    [
        (X509KeyUsageFlags.DigitalSignature, "digitalSignature"),
        (X509KeyUsageFlags.NonRepudiation, "nonRepudiation"),
        (X509KeyUsageFlags.KeyEncipherment, "keyEncipherment"),
        (X509KeyUsageFlags.DataEncipherment, "dataEncipherment"),
        (X509KeyUsageFlags.KeyAgreement, "keyAgreement"),
        (X509KeyUsageFlags.KeyCertSign, "keyCertSign"),
        (X509KeyUsageFlags.CrlSign, "cRLSign"),
        (X509KeyUsageFlags.EncipherOnly, "encipherOnly"),
        (X509KeyUsageFlags.DecipherOnly, "decipherOnly"),
    ];
}

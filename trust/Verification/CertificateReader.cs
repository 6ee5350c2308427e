using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Trust.Verification;

/// <summary>
/// Reads certificates of any origin, in PEM (RFC 7468) or DER, and goes on after what it cannot read. Nothing of the input is ever repeated
/// in a finding: it may be a key.
/// </summary>
public static class CertificateReader
{
    private const string Begin = "-----BEGIN ";
    private const string Dashes = "-----";

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="bytes">PEM or DER.</param>
    /// <param name="name">What findings call the input.</param>
    public static CertificateReading Read(ReadOnlySpan<byte> bytes, string name)
    {
        // A DER certificate begins with a SEQUENCE, which is no printable start of a text that also holds a PEM block.
        var isDer = bytes.Length > 0 && bytes[0] == 0x30 && bytes.IndexOf("-----BEGIN"u8) < 0;
        return isDer ? ReadDer(bytes.ToArray(), name) : ReadPem(Encoding.UTF8.GetString(bytes), name);
    }

    /// <summary>Reads a PEM text.</summary>
    /// <param name="text">The text; what stands between the blocks is passed over, as RFC 7468, section 2, allows.</param>
    /// <param name="name">What findings call the input.</param>
    public static CertificateReading ReadPem(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<ReadCertificate> read = [];
        List<TrustFinding> findings = [];
        var (line, from) = (1, 0);
        for (var start = text.IndexOf(Begin, StringComparison.Ordinal); start >= 0; start = text.IndexOf(Begin, from, StringComparison.Ordinal))
        {
            line += text.AsSpan(from, start - from).Count('\n');
            var end = Block(text, start, out var label, out var body);
            switch (label)
            {
                case "CERTIFICATE" or "X509 CERTIFICATE" or "TRUSTED CERTIFICATE" when body is null:
                    findings.Add(Unreadable(name, line, "a PEM block that has no end", "copy the whole block, from BEGIN to END"));
                    break;
                case "CERTIFICATE" or "X509 CERTIFICATE" when Load(body!) is { } certificate:
                    read.Add(new ReadCertificate(certificate, read.Count + 1, line));
                    break;
                case "CERTIFICATE" or "X509 CERTIFICATE":
                    findings.Add(Unreadable(name, line, "a PEM block that is no well-formed certificate", "copy the certificate again from where it comes"));
                    break;
                case { } key when key.EndsWith("PRIVATE KEY", StringComparison.Ordinal):
                    findings.Add(PrivateKey(name, line));
                    break;
                default:
                    findings.Add(Unreadable(name, line, "a PEM block of another kind", "give certificates only"));
                    break;
            }

            line += text.AsSpan(start, end - start).Count('\n');
            from = end;
        }

        if (read.Count == 0 && findings.Count == 0)
        {
            findings.Add(Unreadable(name, 1, "no PEM certificate", "give a file that holds one, such as root-cert.pem"));
        }

        return new CertificateReading(read, [.. findings, .. Duplicates(read)]);
    }

    private static CertificateReading ReadDer(byte[] der, string name) => Load(der) is { } certificate
        ? new CertificateReading([new ReadCertificate(certificate, 1, 1)], [])
        : new CertificateReading([], [Unreadable(name, 1, "neither PEM nor a DER certificate", "give a certificate")]);

    /// <summary>The end of the block that begins at <paramref name="start"/>, its label, and what stands between its two lines.</summary>
    private static int Block(string text, int start, out string label, out string? body)
    {
        var labelStart = start + Begin.Length;
        var labelEnd = text.IndexOf(Dashes, labelStart, StringComparison.Ordinal);
        label = labelEnd < 0 || text.AsSpan(labelStart, labelEnd - labelStart).Contains('\n') ? "" : text[labelStart..labelEnd];
        body = null;
        if (label.Length == 0)
        {
            return labelStart;
        }

        var footer = $"{Dashes}END {label}{Dashes}";
        var (bodyStart, bodyEnd) = (labelEnd + Dashes.Length, text.IndexOf(footer, labelEnd, StringComparison.Ordinal));
        var next = text.IndexOf(Begin, bodyStart, StringComparison.Ordinal);
        if (bodyEnd < 0 || (next >= 0 && next < bodyEnd))
        {
            return bodyStart;
        }

        body = text[bodyStart..bodyEnd];
        return bodyEnd + footer.Length;
    }

    private static X509Certificate2? Load(string base64)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Load(bytes[..length]) : null;
    }

    private static X509Certificate2? Load(byte[] der)
    {
        try
        {
            // The loader also takes a PKCS #7 or a certificate with bytes behind it; only the certificate itself is one.
            var certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.RawDataMemory.Span.SequenceEqual(der) && HasReadableExtensions(certificate) ? certificate : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The platform loads a certificate whose extensions it cannot decode, and fails later, when somebody asks.</summary>
    private static bool HasReadableExtensions(X509Certificate2 certificate)
    {
        _ = CertificateDescription.Of(certificate);
        return true;
    }

    private static IEnumerable<TrustFinding> Duplicates(IReadOnlyList<ReadCertificate> read) =>
        from same in read.GroupBy(each => Fingerprint.Of(each.Certificate))
        from repeated in same.Skip(1)
        let finding = new TrustFinding(
            TrustRule.DuplicateCertificate,
            CertificateWords.Name(repeated.Certificate),
            $"certificate {repeated.Place} is the same as certificate {same.First().Place}",
            "leave it out")
        select finding with { Line = repeated.Line };

    private static TrustFinding Unreadable(string name, int line, string message, string remedy) =>
        new(TrustRule.UnreadableCertificate, name, message, remedy) { Line = line };

    private static TrustFinding PrivateKey(string name, int line)
    {
        const string message = "a private key stands where a certificate is expected";
        const string remedy = "give the certificate only; if others may have seen this file, replace the key";
        return new TrustFinding(TrustRule.PrivateKeyFound, name, message, remedy) { Line = line };
    }
}

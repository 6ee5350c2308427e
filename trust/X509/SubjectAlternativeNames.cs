using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trust.X509;

/// <summary>The names that a certificate speaks for (RFC 5280, section 4.2.1.6), each as the text that stands in the certificate.</summary>
/// <remarks>
/// Written and read here, because the platform's builder rewrites URIs and its reader returns DNS names and addresses only.
/// </remarks>
public sealed record SubjectAlternativeNames
{
    private const string Oid = "2.5.29.17";

    /// <summary>No names.</summary>
    public static SubjectAlternativeNames None { get; } = new();

    /// <summary>URIs; a workload has exactly one, its SPIFFE ID.</summary>
    public IReadOnlyList<string> Uris { get; init; } = [];

    /// <summary>DNS names.</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>IP addresses.</summary>
    public IReadOnlyList<IPAddress> IpAddresses { get; init; } = [];

    /// <summary>E-mail addresses; no profile here has any.</summary>
    public IReadOnlyList<string> EmailAddresses { get; init; } = [];

    /// <summary>How many names there are of kinds that are not listed above.</summary>
    public int OtherNames { get; init; }

    /// <summary>Whether there is no name at all; the extension is then left out.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>How many names there are.</summary>
    public int Count => Uris.Count + DnsNames.Count + IpAddresses.Count + EmailAddresses.Count + OtherNames;

    /// <summary>The one URI of a workload or of a SPIFFE signing certificate.</summary>
    public static SubjectAlternativeNames For(SpiffeId id) => new() { Uris = [id.ToString()] };

    /// <summary>Reads a certificate's names; a certificate without the extension has none.</summary>
    /// <exception cref="CryptographicException">The extension is not DER.</exception>
    public static SubjectAlternativeNames Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.Extensions[Oid] is { } extension ? Read(extension.RawData) : None;
    }

    internal X509Extension ToExtension(bool critical)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteAll(writer, Uris, GeneralNameTags.Uri);
            WriteAll(writer, DnsNames, GeneralNameTags.Dns);
            WriteAll(writer, EmailAddresses, GeneralNameTags.Email);
            foreach (var address in IpAddresses)
            {
                writer.WriteOctetString(address.GetAddressBytes(), GeneralNameTags.IpAddress);
            }
        }

        return new X509Extension(Oid, writer.Encode(), critical);
    }

    private static void WriteAll(AsnWriter writer, IReadOnlyList<string> names, Asn1Tag tag)
    {
        foreach (var name in names)
        {
            writer.WriteCharacterString(UniversalTagNumber.IA5String, name, tag);
        }
    }

    private static SubjectAlternativeNames Read(ReadOnlyMemory<byte> der)
    {
        List<string> uris = [], dnsNames = [], emails = [];
        List<IPAddress> addresses = [];
        var others = 0;
        try
        {
            var names = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                var tag = names.PeekTag();
                if (tag.HasSameClassAndValue(GeneralNameTags.IpAddress))
                {
                    addresses.Add(new IPAddress(names.ReadOctetString(GeneralNameTags.IpAddress)));
                }
                else if (ListFor(tag) is { } list)
                {
                    list.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, tag));
                }
                else
                {
                    _ = names.ReadEncodedValue();
                    others++;
                }
            }
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException)
        {
            throw new CryptographicException("the subject alternative names are not well-formed DER", e);
        }

        return new SubjectAlternativeNames
        {
            Uris = uris,
            DnsNames = dnsNames,
            IpAddresses = addresses,
            EmailAddresses = emails,
            OtherNames = others,
        };

        List<string>? ListFor(Asn1Tag tag) =>
            tag.HasSameClassAndValue(GeneralNameTags.Uri) ? uris
            : tag.HasSameClassAndValue(GeneralNameTags.Dns) ? dnsNames
            : tag.HasSameClassAndValue(GeneralNameTags.Email) ? emails
            : null;
    }
}

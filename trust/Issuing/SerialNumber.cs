using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Trust.Issuing;

/// <summary>A certificate's serial: 20 positive bytes that follow from everything in the certificate (RFC 5280, section 4.1.2.2).</summary>
/// <remarks>
/// One issuer must never give two certificates one serial, and the same certificate must always get the same. A digest of both keys, the
/// profile's name, the window and every extension does both; 158 bits of it stay.
/// </remarks>
internal static class SerialNumber
{
    private const int Length = 20;

    internal static byte[] Derive(PublicKey issuerKey, X500DistinguishedName issuer, CertificateProfile profile, CertificateRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, issuerKey.ExportSubjectPublicKeyInfo());
        Append(hash, issuer.RawData);
        Append(hash, request.PublicKey.ExportSubjectPublicKeyInfo());
        Append(hash, request.SubjectName.RawData);
        Append(hash, Encoding.UTF8.GetBytes(profile.Name));
        Append(hash, Encoding.UTF8.GetBytes(profile.Validity.ToString()));
        foreach (var extension in request.CertificateExtensions)
        {
            Append(hash, Encoding.UTF8.GetBytes($"{extension.Oid?.Value} {extension.Critical}"));
            Append(hash, extension.RawData);
        }

        var serial = hash.GetHashAndReset()[..Length];
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }

    /// <summary>Each part goes in behind its length, so that no two lists of parts are the same bytes.</summary>
    private static void Append(IncrementalHash hash, byte[] part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}

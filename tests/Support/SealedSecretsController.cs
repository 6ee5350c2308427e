using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Security;

namespace Tests.Support;

/// <summary>
/// What a Sealed Secrets controller does with a value: the platform's own AES-GCM, and RSA-OAEP with a label, which only BouncyCastle takes.
/// </summary>
internal sealed class SealedSecretsController : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);

    /// <summary>The public certificate in PEM.</summary>
    public string CertificatePem(DateTimeOffset notAfter)
    {
        var request = new CertificateRequest("", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, notAfter);
        return certificate.ExportCertificatePem();
    }

    /// <summary>The value, or null where the label is not the one that it was sealed with.</summary>
    public byte[]? Open(string sealedValue, string label)
    {
        var bytes = Convert.FromBase64String(sealedValue);
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        var oaep = new OaepEncoding(new RsaEngine(), new Sha256Digest(), new Sha256Digest(), Encoding.UTF8.GetBytes(label));
        oaep.Init(false, DotNetUtilities.GetRsaKeyPair(_key).Private);
        try
        {
            using var aes = new AesGcm(oaep.ProcessBlock(bytes, 2, length), 16);
            var body = bytes.AsSpan(2 + length);
            var value = new byte[body.Length - 16];
            aes.Decrypt(new byte[12], body[..^16], body[^16..], value);
            return value;
        }
        catch (InvalidCipherTextException)
        {
            return null;
        }
    }

    public void Dispose() => _key.Dispose();
}

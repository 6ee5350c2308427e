using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Security;
using Shouldly;
using Trust.Sealing;
using Xunit;

namespace Tests.Trust;

public sealed class SecretSealerTests : IDisposable
{
    private static readonly byte[] Secret = SHA256.HashData("a secret of the stack"u8);
    private readonly RSA _key = RSA.Create(2048);

    [Fact]
    public void Seal_AnyValue_IsOpenedByTheControllersKeyInItsScopeOnly() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        Gen.Elements(Enum.GetValues<SealingScope>()).ToArbitrary(),
        (value, scope) =>
        {
            var sealedValue = Sealer().Seal(scope, "shop", "orders-tls", "tls.key", value);
            Open(sealedValue, "shop/orders-tls", out var strict).ShouldBe(scope == SealingScope.Strict);
            Open(sealedValue, "shop", out var namespaceWide).ShouldBe(scope == SealingScope.NamespaceWide);
            Open(sealedValue, "", out var clusterWide).ShouldBe(scope == SealingScope.ClusterWide);
            (strict ?? namespaceWide ?? clusterWide).ShouldBe(value);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Seal_TheSameAgain_IsTheSameBytes() => Sealer().Seal(SealingScope.Strict, "shop", "a", "k", "v"u8)
        .ShouldBe(Sealer().Seal(SealingScope.Strict, "shop", "a", "k", "v"u8));

    [Theory]
    [InlineData("shop", "a", "k", "w")]
    [InlineData("shop", "a", "l", "v")]
    [InlineData("shop", "b", "k", "v")]
    [InlineData("pay", "a", "k", "v")]
    public void Seal_AnythingElse_IsOtherBytesFromTheSessionKeyOn(string @namespace, string name, string key, string value)
    {
        var first = Convert.FromBase64String(Sealer().Seal(SealingScope.ClusterWide, "shop", "a", "k", "v"u8));
        var second = Convert.FromBase64String(Sealer().Seal(SealingScope.ClusterWide, @namespace, name, key, Encoding.UTF8.GetBytes(value)));

        second[2..258].ShouldNotBe(first[2..258]);
        second[258..].ShouldNotBe(first[258..]);
    }

    [Fact]
    public void Seal_UnderAnotherSecret_IsOtherBytes() => new SecretSealer(Certificate(_key), SHA256.HashData("another"u8))
        .Seal(SealingScope.Strict, "shop", "a", "k", "v"u8).ShouldNotBe(Sealer().Seal(SealingScope.Strict, "shop", "a", "k", "v"u8));

    [Fact]
    public void Certificate_OfAnEllipticCurve_IsRefused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=sealed-secrets", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));

        Should.Throw<FormatException>(() => SealingCertificate.Parse(certificate.ExportCertificatePem())).Message.ShouldContain("no RSA key");
    }

    [Fact]
    public void Certificate_OfASmallKey_IsRefused()
    {
        using var key = RSA.Create(1024);

        Should.Throw<FormatException>(() => Certificate(key)).Message.ShouldContain("1024 bits");
    }

    [Fact]
    public void Secret_TooShort_IsRefused() =>
        Should.Throw<ArgumentException>(() => new SecretSealer(Certificate(_key), new byte[31])).Message.ShouldContain("at least 32");

    public void Dispose() => _key.Dispose();

    private SecretSealer Sealer() => new(Certificate(_key), Secret);

    private static SealingCertificate Certificate(RSA key)
    {
        var request = new CertificateRequest("", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return SealingCertificate.Parse(certificate.ExportCertificatePem());
    }

    // As the controller opens it: the platform's own AES-GCM, and RSA-OAEP with a label, which only BouncyCastle takes.
    private bool Open(string sealedValue, string label, out byte[]? value)
    {
        var bytes = Convert.FromBase64String(sealedValue);
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        var oaep = new OaepEncoding(new RsaEngine(), new Sha256Digest(), new Sha256Digest(), Encoding.UTF8.GetBytes(label));
        oaep.Init(false, DotNetUtilities.GetRsaKeyPair(_key).Private);
        value = null;
        try
        {
            var sessionKey = oaep.ProcessBlock(bytes, 2, length);
            using var aes = new AesGcm(sessionKey, 16);
            var body = bytes.AsSpan(2 + length);
            value = new byte[body.Length - 16];
            aes.Decrypt(new byte[12], body[..^16], body[^16..], value);
            return true;
        }
        catch (Org.BouncyCastle.Crypto.InvalidCipherTextException)
        {
            return false;
        }
    }
}

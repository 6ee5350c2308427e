using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Tests.Support;
using Trust.Sealing;
using Xunit;

namespace Tests.Trust;

public sealed class SecretSealerTests : IDisposable
{
    private static readonly byte[] Secret = SHA256.HashData("a secret of the stack"u8);
    private readonly SealedSecretsController _controller = new();

    [Fact]
    public void Seal_AnyValue_IsOpenedByTheControllersKeyInItsScopeOnly() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        Gen.Elements(Enum.GetValues<SealingScope>()).ToArbitrary(),
        (value, scope) =>
        {
            var sealedValue = Sealer().Seal(scope, "shop", "orders-tls", "tls.key", value);
            _controller.Open(sealedValue, "shop/orders-tls").ShouldBe(scope == SealingScope.Strict ? value : null);
            _controller.Open(sealedValue, "shop").ShouldBe(scope == SealingScope.NamespaceWide ? value : null);
            _controller.Open(sealedValue, "").ShouldBe(scope == SealingScope.ClusterWide ? value : null);
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
    public void Seal_UnderAnotherSecret_IsOtherBytes() => new SecretSealer(Certificate(), SHA256.HashData("another"u8))
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
        var request = new CertificateRequest("CN=sealed-secrets", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));

        Should.Throw<FormatException>(() => SealingCertificate.Parse(certificate.ExportCertificatePem())).Message.ShouldContain("1024 bits");
    }

    [Fact]
    public void Secret_TooShort_IsRefused() =>
        Should.Throw<ArgumentException>(() => new SecretSealer(Certificate(), new byte[31])).Message.ShouldContain("at least 32");

    public void Dispose() => _controller.Dispose();

    private SecretSealer Sealer() => new(Certificate(), Secret);

    private SealingCertificate Certificate() => SealingCertificate.Parse(_controller.CertificatePem(DateTimeOffset.UnixEpoch.AddYears(100)));
}

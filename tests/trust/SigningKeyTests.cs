using System.Security.Cryptography;
using Shouldly;
using Trust.Issuing;
using Trust.X509;
using Xunit;

namespace Tests.Trust;

public sealed class SigningKeyTests
{
    [Fact]
    public void FromPem_Pkcs8AndSec1_AreTheSameKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        var pkcs8 = SigningKey.FromPem(key.ExportPkcs8PrivateKeyPem());
        var sec1 = SigningKey.FromPem(key.ExportECPrivateKeyPem());

        sec1.Algorithm.ShouldBe(KeyAlgorithm.EcdsaP384);
        sec1.PublicKey.ExportSubjectPublicKeyInfo().ShouldBe(pkcs8.PublicKey.ExportSubjectPublicKeyInfo());
        sec1.Sign([1, 2, 3]).ShouldBe(pkcs8.Sign([1, 2, 3]));
    }

    [Fact]
    public void FromPem_OtherKindsOfKeys_AreRefusedWithoutATraceOfThem()
    {
        using var rsa = RSA.Create(2048);
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        string[] pems = [rsa.ExportPkcs8PrivateKeyPem(), p521.ExportPkcs8PrivateKeyPem(), p521.ExportSubjectPublicKeyInfoPem(), "no PEM at all", ""];
        foreach (var pem in pems)
        {
            var thrown = Should.Throw<FormatException>(() => SigningKey.FromPem(pem));

            thrown.InnerException.ShouldBeNull();
            thrown.Message.ShouldBeOneOf(
                "not an ECDSA private key in PEM (PKCS#8 or SEC 1, not encrypted)",
                "the private key is on another curve; P-256 and P-384 are allowed");
        }
    }

    [Fact]
    public void ToString_NeverPrintsTheKey() => TestKeys.Create("any").ToString().ShouldBe("ECDSA P-256 private key");
}

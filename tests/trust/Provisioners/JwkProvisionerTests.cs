using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Trust.Provisioners;
using Xunit;

namespace Tests.Trust.Provisioners;

public sealed class JwkProvisionerTests
{
    private const string Password = "not a secret: the password of a test";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The key of RFC 9449, section 4.1, and its thumbprint of section 6.1.</summary>
    [Fact]
    public void Thumbprint_OfTheKeyOfRfc9449_IsTheOneOfTheRfc() => JwkProvisioner
        .Thumbprint("l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs", "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA")
        .ShouldBe("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");

    [Fact]
    public void EncryptedKey_OpenedWithThePassword_IsThePrivateKeyOfThePublicOne()
    {
        var provisioner = JwkProvisioner.FromPem(_key.ExportPkcs8PrivateKeyPem(), Password);

        var opened = JsonNode.Parse(Open(provisioner.EncryptedKey, Password))!;
        opened["d"]!.GetValue<string>().ShouldBe(Base64Url.EncodeToString(_key.ExportParameters(true).D!));
        opened["kid"]!.GetValue<string>().ShouldBe(provisioner.KeyId);
        opened["x"]!.GetValue<string>().ShouldBe(provisioner.PublicKey["x"]!.GetValue<string>());
        provisioner.PublicKey.ContainsKey("d").ShouldBeFalse();
    }

    [Fact]
    public void EncryptedKey_OpenedWithAnotherPassword_StaysClosed()
    {
        var provisioner = JwkProvisioner.FromPem(_key.ExportPkcs8PrivateKeyPem(), Password);

        Should.Throw<CryptographicException>(() => Open(provisioner.EncryptedKey, Password + "!"));
    }

    [Fact]
    public void Provisioner_MadeTwice_IsTheSameBytes_AndAnotherPasswordsIsNot()
    {
        var pem = _key.ExportECPrivateKeyPem();
        var encrypted = JwkProvisioner.FromPem(pem, Password).EncryptedKey;

        JwkProvisioner.FromPem(pem, Password).EncryptedKey.ShouldBe(encrypted);
        JwkProvisioner.FromPem(pem, Password + "!").EncryptedKey.Split('.').Intersect(encrypted.Split('.')).ShouldBeEmpty();
    }

    [Fact]
    public void Key_OnAnotherCurveOrNoKey_IsRefusedWithoutItsText()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Should.Throw<FormatException>(() => JwkProvisioner.FromPem(other.ExportPkcs8PrivateKeyPem(), Password)).Message.ShouldContain("P-256");
        Should.Throw<FormatException>(() => JwkProvisioner.FromPem("nonsense", Password)).Message.ShouldNotContain("nonsense");
    }

    /// <summary>RFC 7518, section 4.8, and RFC 3394, section 2.2.2, from the platform's AES alone.</summary>
    private static string Open(string jwe, string password)
    {
        var parts = jwe.Split('.');
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        header["alg"]!.GetValue<string>().ShouldBe("PBES2-HS256+A128KW");
        header["enc"]!.GetValue<string>().ShouldBe("A256GCM");
        byte[] salt = [.. "PBES2-HS256+A128KW"u8, 0, .. Base64Url.DecodeFromChars(header["p2s"]!.GetValue<string>())];
        var wrapping = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, header["p2c"]!.GetValue<int>(), HashAlgorithmName.SHA256, 16);
        using var gcm = new AesGcm(Unwrap(wrapping, Base64Url.DecodeFromChars(parts[1])), 16);
        var (cipher, plain) = (Base64Url.DecodeFromChars(parts[3]), new byte[Base64Url.DecodeFromChars(parts[3]).Length]);
        gcm.Decrypt(Base64Url.DecodeFromChars(parts[2]), cipher, Base64Url.DecodeFromChars(parts[4]), plain, Encoding.ASCII.GetBytes(parts[0]));
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Unwrap(byte[] wrapping, byte[] wrapped)
    {
        using var aes = Aes.Create();
        aes.Key = wrapping;
        var (check, blocks) = (wrapped[..8], wrapped[8..]);
        var count = blocks.Length / 8;
        for (var step = 6 * count; step > 0; step--)
        {
            var block = blocks.AsSpan(((step - 1) % count) * 8, 8);
            check[7] ^= (byte)step;
            var opened = aes.DecryptEcb([.. check, .. block], PaddingMode.None);
            (check, var low) = (opened[..8], opened[8..]);
            low.CopyTo(block);
        }

        return check.All(value => value == 0xA6) ? blocks : throw new CryptographicException("the wrapped key is under another password");
    }
}

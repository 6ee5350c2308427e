using Shouldly;
using Trust;
using Xunit;

namespace Tests.Trust;

public sealed class FingerprintTests
{
    // SHA-256 of the empty string (FIPS 180-4).
    private const string Hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public void Of_KnownBytes_IsTheirSha256() => Fingerprint.Of([]).Hex.ShouldBe(Hex);

    [Fact]
    public void Parse_BothForms_AreTheSame()
    {
        var fingerprint = Fingerprint.Parse(Hex);

        fingerprint.ToString().ShouldStartWith("E3:B0:C4:42:");
        Fingerprint.Parse(fingerprint.ToString()).ShouldBe(fingerprint);
        Fingerprint.Parse(Hex.ToUpperInvariant()).ShouldBe(fingerprint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("e3b0")]
    [InlineData("E3:B0")]
    [InlineData("x3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("E:3B0:C4:42:98:FC:1C:14:9A:FB:F4:C8:99:6F:B9:24:27:AE:41:E4:64:9B:93:4C:A4:95:99:1B:78:52:B8:55")]
    public void TryParse_AnythingElse_IsRefused(string text) => Fingerprint.TryParse(text, out _, out _).ShouldBeFalse();

    [Fact]
    public void Of_Certificate_IsWhatOpenSslPrints()
    {
        var certificate = new TestHierarchy().Root.Certificate;
        using var folder = new Support.TemporaryFolder();

        var printed = OpenSsl.Run("x509", "-noout", "-fingerprint", "-sha256", "-in", folder.Write("root.pem", CertificatePem.Write(certificate)));

        printed.Output.Trim().ShouldBe($"sha256 Fingerprint={Fingerprint.Of(certificate)}");
    }
}

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Trust.Issuing;
using Trust.X509;
using Xunit;

namespace Tests.Trust;

public sealed class DeterministicEcdsaTests
{
    private const string KeyA25 = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";

    private const string KeyA26 =
        "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5";

    [Theory]
    [InlineData(
        KeyAlgorithm.EcdsaP256, KeyA25, "sample",
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
        "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8")]
    [InlineData(
        KeyAlgorithm.EcdsaP256, KeyA25, "test",
        "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
        "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083")]
    [InlineData(
        KeyAlgorithm.EcdsaP384, KeyA26, "sample",
        "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46",
        "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8")]
    [InlineData(
        KeyAlgorithm.EcdsaP384, KeyA26, "test",
        "8203B63D3C853E8D77227FB377BCF7B7B772E97892A80F36AB775D509D7A5FEB0542A7F0812998DA8F1DD3CA3CF023DB",
        "DDD0760448D42D8A43AF45AF836FCE4DE8BE06B485E9B61B827C2F13173923E06A739F040649A667BF3B828246BAA5A5")]
    public void Sign_VectorsOfRfc6979AppendixA2_GivesTheirSignature(KeyAlgorithm algorithm, string key, string message, string r, string s)
    {
        var signature = DeterministicEcdsa.Sign(algorithm, Convert.FromHexString(key), Encoding.ASCII.GetBytes(message));

        var parts = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
        parts.ReadInteger().ToString("X96").TrimStart('0').ShouldBe(r.TrimStart('0'));
        parts.ReadInteger().ToString("X96").TrimStart('0').ShouldBe(s.TrimStart('0'));
        parts.HasData.ShouldBeFalse();
    }

    [Theory]
    [InlineData(KeyAlgorithm.EcdsaP256)]
    [InlineData(KeyAlgorithm.EcdsaP384)]
    public void Sign_AnyMessage_VerifiesWithThePlatform(KeyAlgorithm algorithm)
    {
        var key = TestKeys.Create("signer", algorithm);
        using var verifier = key.PublicKey.GetECDsaPublicKey()!;
        var hash = algorithm == KeyAlgorithm.EcdsaP256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA384;
        foreach (var length in Enumerable.Range(0, 40))
        {
            var message = new byte[length * 7];
            verifier.VerifyData(message, key.Sign(message), hash, DSASignatureFormat.Rfc3279DerSequence).ShouldBeTrue();
        }
    }
}

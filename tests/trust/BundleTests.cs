using System.Security.Cryptography.X509Certificates;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Trust;
using Trust.Bundles;
using Trust.Issuing;
using Trust.X509;
using Xunit;

namespace Tests.Trust;

public sealed class BundleTests
{
    private static readonly IReadOnlyList<X509Certificate2> Roots = [.. Enumerable.Range(0, 6).Select(number => Root($"root {number}"))];

    private static readonly Arbitrary<Bundle> AnyBundle =
        Gen.ListOf(Gen.Elements(Roots.AsEnumerable())).Select(Bundle.Of).ToArbitrary();

    [Fact]
    public void Append_Itself_ChangesNothing() =>
        Prop.ForAll(AnyBundle, bundle => bundle.Append(bundle).Equals(bundle)).QuickCheckThrowOnFailure();

    [Fact]
    public void Append_Twice_IsTheSameAsOnce() =>
        Prop.ForAll(AnyBundle, AnyBundle, (first, second) =>
            first.Append(second).Append(second).Equals(first.Append(second))).QuickCheckThrowOnFailure();

    [Fact]
    public void Append_Anything_KeepsWhatWasThereInItsOrderAtTheStart() =>
        Prop.ForAll(AnyBundle, AnyBundle, (first, second) =>
        {
            var merged = first.Append(second);
            return merged.StartsWith(first) && merged.ToPem().StartsWith(first.ToPem(), StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Append_Anything_HoldsExactlyBoth() =>
        Prop.ForAll(AnyBundle, AnyBundle, (first, second) =>
            first.Append(second).Fingerprints.ToHashSet().SetEquals(first.Fingerprints.Concat(second.Fingerprints))).QuickCheckThrowOnFailure();

    [Fact]
    public void Append_Grouping_DoesNotMatter() =>
        Prop.ForAll(AnyBundle, AnyBundle, AnyBundle, (first, second, third) =>
            first.Append(second).Append(third).Equals(first.Append(second.Append(third)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_OfToPem_IsTheSameBundle() =>
        Prop.ForAll(AnyBundle.Filter(bundle => bundle.Roots.Count > 0), bundle =>
            Bundle.Parse(bundle.ToPem()) is var read && read.Equals(bundle) && read.Digest == bundle.Digest).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_ARoot_KeepsTheOrderOfTheOthers() =>
        Bundle.Of(Roots).Without(Fingerprint.Of(Roots[2])).Fingerprints
            .ShouldBe([.. Roots.Where(root => root != Roots[2]).Select(Fingerprint.Of)]);

    [Fact]
    public void Digest_OtherOrder_IsAnother() =>
        Bundle.Of(Roots).Digest.ShouldNotBe(Bundle.Of(Roots.Reverse()).Digest);

    [Fact]
    public void Of_SameIssuerAndSerialButOtherBytes_KeepsBoth()
    {
        var one = Impostor("one");
        var other = Impostor("other");

        one.Equals(other).ShouldBeTrue("the platform's equality is expected to confuse them");
        Bundle.Of([one, other]).Roots.Count.ShouldBe(2);
    }

    [Fact]
    public void Of_Intermediate_IsRefused()
    {
        var hierarchy = new TestHierarchy();

        Should.Throw<FormatException>(() => Bundle.Of([hierarchy.Root.Certificate, hierarchy.UsAuthority.Certificate]))
            .Message.ShouldBe("a bundle holds self-issued CA certificates only, and these are not: 'CN=us.mesh.example mesh CA g1, O=us.mesh.example'");
    }

    [Fact]
    public void Parse_PrivateKey_IsRefusedAndNotRepeated()
    {
        var pem = TestKeys.Pem("secret");

        Should.Throw<FormatException>(() => Bundle.Parse(Bundle.Of(Roots).ToPem() + pem))
            .Message.ShouldBe("a private key stands where a certificate is expected");
    }

    [Theory]
    [InlineData(RootState.Published, true, false)]
    [InlineData(RootState.Active, true, true)]
    [InlineData(RootState.Retiring, true, true)]
    [InlineData(RootState.Gone, false, false)]
    public void RootState_SaysWhatIsTrustedAndWhatMayHaveSigned(RootState state, bool trusted, bool mayHaveSigned) =>
        (state.IsTrusted(), state.MayHaveSigned()).ShouldBe((trusted, mayHaveSigned));

    private static X509Certificate2 Root(string name) =>
        CertificateIssuer.SelfSign(
            CertificateProfiles.Root(name, "example", TestHierarchy.RootLife, KeyAlgorithm.EcdsaP256), TestKeys.Create(name));

    private static X509Certificate2 Impostor(string key)
    {
        using var ecdsa = TestKeys.Platform(key);
        var request = new CertificateRequest("CN=same", ecdsa, System.Security.Cryptography.HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForECDsa(ecdsa), TestHierarchy.Start, TestHierarchy.Start.AddDays(1), [1, 2, 3]);
    }
}

using Shouldly;
using Trust.Bundles;
using Trust.Issuing;
using Trust.Rotation;
using Trust.X509;
using Xunit;

namespace Tests.Trust.Rotation;

public sealed class IstiodReloadTests
{
    private static readonly Bundle A = One("a"), B = One("b"), C = One("c");

    [Theory]
    [InlineData("1.30.3", false)]
    [InlineData("1.31.0", false)]
    [InlineData("v1.30.0", false)]
    [InlineData("1.29.9", true)]
    [InlineData("1.9.0", true)]
    public void Of_AVersion_KnowsWhatItCompares(string version, bool comparesBytes) => IstiodReload.Of(version).ComparesBytes.ShouldBe(comparesBytes);

    [Theory]
    [InlineData("2.0.0")]
    [InlineData("latest")]
    [InlineData("")]
    public void Of_SomethingElse_IsRefused(string version) => Should.Throw<FormatException>(() => IstiodReload.Of(version));

    [Theory]
    [InlineData("1.30.3")]
    [InlineData("1.29.2")]
    public void Refusal_OfAppendingRemovingOrNothing_IsNull(string version)
    {
        var istiod = IstiodReload.Of(version);

        istiod.Refusal(A, A.Append(B)).ShouldBeNull();
        istiod.Refusal(A.Append(B), B).ShouldBeNull();
        istiod.Refusal(A, B.Append(A)).ShouldBeNull();
        istiod.Refusal(A, A).ShouldBeNull();
    }

    [Fact]
    public void Refusal_OfAnotherOrder_DependsOnTheVersion()
    {
        IstiodReload.Of("1.29.2").Refusal(A.Append(B), B.Append(A)).ShouldNotBeNull();
        IstiodReload.Of("1.30.3").Refusal(A.Append(B), B.Append(A)).ShouldBeNull();
        // A root taken out of the middle leaves two texts that were apart.
        IstiodReload.Of("1.29.2").Refusal(A.Append(B).Append(C), A.Append(C)).ShouldNotBeNull();
        IstiodReload.Of("1.30.3").Refusal(A.Append(B).Append(C), A.Append(C)).ShouldBeNull();
    }

    [Theory]
    [InlineData("1.30.3")]
    [InlineData("1.29.2")]
    public void Refusal_OfASwap_IsThere(string version) => IstiodReload.Of(version).Refusal(A, B).ShouldNotBeNull();

    private static Bundle One(string name)
    {
        var key = TestKeys.Create(name, KeyAlgorithm.EcdsaP384);
        return Bundle.Of([CertificateIssuer.SelfSign(CertificateProfiles.Root(name, "test", Fleet.Window("2026-01-01", 3650), KeyAlgorithm.EcdsaP384), key)]);
    }
}

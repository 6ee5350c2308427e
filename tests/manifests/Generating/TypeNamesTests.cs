using Manifests.Generator.Generating;
using Shouldly;
using Xunit;

namespace Tests.ManifestTests.Generating;

public sealed class TypeNamesTests
{
    [Fact]
    public void Parts_OfOneShape_ShareTheShortName() =>
        Choose(("a.match", "A Match", "x"), ("b.match", "B Match", "x")).ShouldBe(["KindMatch", "KindMatch"]);

    [Fact]
    public void Parts_OfDifferentShape_TakeInTheWordBefore() =>
        Choose(("a.match", "A Match", "x"), ("b.match", "B Match", "y"), ("c", "C", "z")).ShouldBe(["KindAMatch", "KindBMatch", "KindC"]);

    [Fact]
    public void Parts_ThatDifferInCaseOnly_GetDifferentNames() =>
        Choose(("a.url", "A Url", "x"), ("b.URL", "B URL", "y")).ShouldBe(["KindAUrl", "KindBURL"]);

    [Fact]
    public void Parts_WhoseWholePathsClash_AreNumbered() =>
        Choose(("match", "Match", "x"), ("match[]", "Match", "y")).ShouldBe(["KindMatch", "KindMatch2"]);

    [Theory]
    [InlineData("STRICT", "Strict")]
    [InlineData("ISTIO_MUTUAL", "IstioMutual")]
    [InlineData("TLSV1_3", "Tlsv1_3")]
    [InlineData("digital signature", "DigitalSignature")]
    [InlineData("ClusterIssuer", "ClusterIssuer")]
    [InlineData("s/mime", "SMime")]
    [InlineData("=~", "Match")]
    [InlineData("", "Empty")]
    [InlineData("1h", "_1h")]
    public void EnumMembers_ReadLikeCSharp(string wire, string name) =>
        Words.EnumMembers([wire]).ShouldHaveSingleItem().Name.ShouldBe(name);

    [Fact]
    public void EnumMembers_ThatDifferInCaseOnly_AreNumbered() =>
        Words.EnumMembers(["keep", "Keep"]).Select(member => member.Name).ShouldBe(["Keep", "Keep2"]);

    [Theory]
    [InlineData("rules", "rule")]
    [InlineData("policies", "policy")]
    [InlineData("matches", "match")]
    [InlineData("portLevelMtls", "portLevelMtls")]
    public void ListNames_BecomeSingular(string plural, string singular) => Words.OneOf(plural).ShouldBe(singular);

    [Theory]
    [InlineData("v1", "v1beta1")]
    [InlineData("v1beta1", "v1alpha3")]
    [InlineData("v2", "v1")]
    [InlineData("v1alpha3", "v1alpha2")]
    [InlineData("v1alpha1", "match")]
    public void Versions_AreOrderedAsKubernetesDoes(string higher, string lower) =>
        VersionPriority.Of(higher).ShouldBeGreaterThan(VersionPriority.Of(lower));

    private static IEnumerable<string> Choose(params (string Path, string Words, string Shape)[] parts)
    {
        var names = TypeNames.Choose("Kind", [.. parts.Select(part => (part.Path, part.Words.Split(' '), part.Shape))]);
        return parts.Select(part => names[part.Path]);
    }
}

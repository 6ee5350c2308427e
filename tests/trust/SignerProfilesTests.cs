using System.Security.Cryptography.X509Certificates;
using Shouldly;
using Trust;
using Trust.Bundles;
using Trust.Issuing;
using Trust.Verification;
using Trust.X509;
using Xunit;

namespace Tests.Trust;

/// <summary>The CAs of other issuing systems, each used as its owner and as its thief would; .NET and OpenSSL judge.</summary>
public sealed class SignerProfilesTests
{
    private static readonly SigningKey RootKey = TestKeys.Create("root", KeyAlgorithm.EcdsaP384);
    private static readonly SigningKey Key = TestKeys.Create("signer");

    private static readonly CertificateAuthority Root = new(
        CertificateIssuer.SelfSign(
            CertificateProfiles.Root("root", "example", TestHierarchy.RootLife, KeyAlgorithm.EcdsaP384) with { BasicConstraints = BasicConstraints.Authority(2) },
            RootKey),
        RootKey);

    [Fact]
    public void StepCa_SignsMachinesOfItsDomainsOnly()
    {
        var ca = Signer(SignerProfiles.StepCaIntermediate("step", TestHierarchy.Us, [DnsName.Parse("vm.example")], TestHierarchy.IntermediateLife));

        Accepts(ca, Names(dns: "a.vm.example")).ShouldBeTrue();
        Accepts(ca, Names(uri: "spiffe://us.mesh.example/vm/a")).ShouldBeTrue();
        Accepts(ca, Names(dns: "bank.example")).ShouldBeFalse();
        Accepts(ca, Names(uri: "spiffe://eu.mesh.example/vm/a")).ShouldBeFalse();
    }

    [Fact]
    public void Linkerd_SignsItsIdentitiesAndNoSpiffeId()
    {
        var ca = Signer(SignerProfiles.LinkerdIdentityIssuer("linkerd", TestHierarchy.Us, TestHierarchy.IntermediateLife));

        Accepts(ca, Names(dns: "web.shop.serviceaccount.identity.linkerd.us.mesh.example")).ShouldBeTrue();
        Accepts(ca, Names(dns: "web.shop.serviceaccount.identity.linkerd.eu.mesh.example")).ShouldBeFalse();
        Accepts(ca, Names(uri: "spiffe://us.mesh.example/ns/shop/sa/web")).ShouldBeFalse();
        Accepts(ca, Names(uri: "spiffe://eu.mesh.example/ns/shop/sa/web")).ShouldBeFalse();
    }

    [Fact]
    public void Spire_SignsACaThatSignsItsOwnDomainOnly()
    {
        var upstream = Signer(SignerProfiles.SpireUpstream("spire upstream", TestHierarchy.Us, TestHierarchy.IntermediateLife));
        var serverKey = TestKeys.Create("spire server");
        var server = CertificateIssuer.IssueAnyway(
            CertificateProfiles.Root("spire server", "us", TestHierarchy.LeafLife, KeyAlgorithm.EcdsaP256) with
            {
                BasicConstraints = BasicConstraints.Authority(0),
                AlternativeNames = SubjectAlternativeNames.For(TestHierarchy.Us.Id),
            },
            serverKey.PublicKey,
            upstream);
        var spire = new CertificateAuthority(server, serverKey);

        Accepts(spire, Names(uri: "spiffe://us.mesh.example/agent/a"), upstream.Certificate).ShouldBeTrue();
        Accepts(spire, Names(uri: "spiffe://eu.mesh.example/agent/a"), upstream.Certificate).ShouldBeFalse();
        SvidRules.CheckSigner(upstream.Certificate).ShouldBeEmpty();
    }

    [Fact]
    public void Spire_UnderARootForLeavesOfIntermediatesOnly_IsRefused()
    {
        var shallow = new TestHierarchy();
        var profile = SignerProfiles.SpireUpstream("spire upstream", TestHierarchy.Us, TestHierarchy.IntermediateLife);

        Should.Throw<CertificateIssuingException>(() => CertificateIssuer.Issue(profile, Key.PublicKey, shallow.Root))
            .Message.ShouldEndWith("it is a CA, path length 1, but its issuer's path length is 1");
    }

    [Fact]
    public void Lives_AddUp() => ProfileLife.Check(ProfileLife.All).ShouldBeEmpty();

    [Fact]
    public void Lives_ThatDoNotAddUp_AreFound()
    {
        ProfileLife issuer = new("root", TimeSpan.FromDays(3650), TimeSpan.FromDays(300), null);
        ProfileLife late = new("intermediate", TimeSpan.FromDays(30), TimeSpan.FromDays(30), "root");
        ProfileLife longer = new("other", TimeSpan.FromDays(730), TimeSpan.FromDays(30), "root");

        ProfileLife.Check([issuer, late, longer]).Select(finding => (finding.Rule, finding.Subject)).ShouldBe([
            (TrustRule.RenewalWindow, "intermediate"), (TrustRule.IssuerWindow, "other")]);
    }

    private static CertificateAuthority Signer(CertificateProfile profile) => new(CertificateIssuer.Issue(profile, Key.PublicKey, Root), Key);

    private static SubjectAlternativeNames Names(string? dns = null, string? uri = null) =>
        new() { DnsNames = dns is null ? [] : [dns], Uris = uri is null ? [] : [uri] };

    private static bool Accepts(CertificateAuthority signer, SubjectAlternativeNames names, params X509Certificate2[] above)
    {
        var profile = CertificateProfiles.Workload(TestHierarchy.Orders(TestHierarchy.Us), TestHierarchy.LeafLife) with { AlternativeNames = names };
        var leaf = TestHierarchy.Leaf(profile, signer);
        X509Certificate2[] intermediates = [signer.Certificate, .. above];
        var accepted = ChainVerifier.Verify(leaf, intermediates, Bundle.Of([Root.Certificate]), TestHierarchy.Noon).IsAccepted;
        (OpenSsl.Verify(Root.Certificate, intermediates, leaf, TestHierarchy.Noon).ExitCode == 0).ShouldBe(accepted);
        return accepted;
    }
}

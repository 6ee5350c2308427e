using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Shouldly;
using Tests.Support;
using Trust;
using Trust.Issuing;
using Trust.Verification;
using Trust.X509;
using Xunit;

namespace Tests.Trust;

/// <summary>Certificates that nobody should have made, each with the rule that says so; and good ones, of which nothing is said.</summary>
public sealed class CertificateInspectionTests
{
    private static readonly DateTimeOffset At = TestHierarchy.Start.AddHours(1);

    private readonly TestHierarchy _hierarchy = new();

    [Fact]
    public void Inspect_GoodChainInOrder_FindsNothing()
    {
        Codes(Leaf, _hierarchy.UsAuthority.Certificate).ShouldBeEmpty();
        Codes(Leaf, _hierarchy.UsAuthority.Certificate, _hierarchy.Root.Certificate).ShouldBeEmpty();
        Codes(_hierarchy.Root.Certificate).ShouldBeEmpty();
    }

    [Fact]
    public void Inspect_ReversedChain_GivesTheRightOrder()
    {
        var finding = Inspect(_hierarchy.Root.Certificate, Leaf, _hierarchy.UsAuthority.Certificate).ShouldHaveSingleItem();

        (finding.Rule, finding.Remedy).ShouldBe((TrustRule.ChainOrder, "write certificates 2, 3, 1 in this order"));
    }

    [Fact]
    public void Inspect_ChainWithAStranger_NamesTheBreak()
    {
        var finding = Inspect(Leaf, _hierarchy.EuAuthority.Certificate).ShouldHaveSingleItem();

        (finding.Rule, finding.Message).ShouldBe((
            TrustRule.ChainOrder, "certificate 1 is followed by 'CN=eu.mesh.example mesh CA g1, O=eu.mesh.example', which did not sign it"));
    }

    [Fact]
    public void Inspect_IssuerOfTheSameNameAndAnotherKey_IsNoIssuer()
    {
        var profile = CertificateProfiles.RegionalIntermediate(
            "us.mesh.example mesh CA g1",
            TestHierarchy.Us,
            TestHierarchy.IntermediateLife,
            KeyAlgorithm.EcdsaP256,
            NameConstraints.ForRegion(TestHierarchy.Us, TestHierarchy.ClusterDomain));
        var twin = CertificateIssuer.Issue(profile, TestKeys.Create("twin").PublicKey, _hierarchy.Root);

        Codes(Leaf, twin).ShouldBe([TrustRule.ChainOrder]);
    }

    [Fact]
    public void Inspect_TheSameTwice_IsFoundOnce() =>
        Codes(_hierarchy.Root.Certificate, _hierarchy.Root.Certificate).ShouldBe([TrustRule.DuplicateCertificate]);

    [Fact]
    public void Inspect_ForgedIdentity_BreaksTheConstraints() =>
        Codes(TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Eu), _hierarchy.UsAuthority), _hierarchy.UsAuthority.Certificate)
            .ShouldBe([TrustRule.NameConstraint]);

    [Fact]
    public void Inspect_Rsa1024AndSha1_AreFound()
    {
        // The platform refuses to sign over SHA-1, as it should.
        using var folder = new TemporaryFolder();
        string At(string name) => Path.Combine(folder.Path, name);
        OpenSsl.Run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", At("ca.key"), "-out", At("ca.pem"), "-subj", "/CN=another CA").ExitCode.ShouldBe(0);
        OpenSsl.Run("req", "-newkey", "rsa:1024", "-nodes", "-keyout", At("key.pem"), "-out", At("request.pem"), "-subj", "/CN=weak").ExitCode.ShouldBe(0);
        OpenSsl.Run(
            "x509", "-req", "-sha1", "-in", At("request.pem"), "-CA", At("ca.pem"), "-CAkey", At("ca.key"), "-set_serial", "1", "-days", "30", "-out", At("weak.pem"))
            .ExitCode.ShouldBe(0);
        var certificate = CertificatePem.ReadSingle(File.ReadAllText(At("weak.pem")));

        CertificateRules.Check(certificate).Select(finding => finding.Rule).ShouldBe([TrustRule.WeakKey, TrustRule.WeakSignature]);
    }

    [Fact]
    public void Inspect_Rsa2048_IsAccepted()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=external", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Codes(request.CreateSelfSigned(At.AddDays(-1), At.AddDays(30))).ShouldBeEmpty();
    }

    [Fact]
    public void Inspect_TenThousandNames_IsFoundInNoTime()
    {
        var names = Enumerable.Range(0, 10_000).Select(i => $"host-{i}.svc.cluster.local").ToArray();
        var profile = CertificateProfiles.Server([], null, TestHierarchy.LeafLife) with { AlternativeNames = new SubjectAlternativeNames { DnsNames = names } };
        var clock = Stopwatch.StartNew();

        Codes(TestHierarchy.Leaf(profile, _hierarchy.UsAuthority), _hierarchy.UsAuthority.Certificate).Distinct()
            .ShouldBe([TrustRule.OversizedCertificate, TrustRule.ManyNames]);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Inspect_OneMegabyte_IsFound()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=large", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509Extension("1.2.3.4", [0x04, 0x83, 0x10, 0x00, 0x00, .. new byte[1 << 20]], critical: false));

        Codes(request.CreateSelfSigned(At.AddDays(-1), At.AddDays(30))).ShouldBe([TrustRule.OversizedCertificate]);
    }

    [Theory]
    [InlineData(-1, TrustRule.OutsideWindow)]
    [InlineData(17 * 3600, TrustRule.RenewalDue)]
    [InlineData(24 * 3600, TrustRule.OutsideWindow)]
    public void Inspect_AtOtherInstants_JudgesTheLeaf(int seconds, TrustRule expected) =>
        CertificateInspection.Of(Read(Leaf), TestHierarchy.Start.AddSeconds(seconds)).Findings.ShouldHaveSingleItem().Rule.ShouldBe(expected);

    [Fact]
    public void Read_FindingsKnowTheLine()
    {
        var text = "a remark\n" + CertificatePem.Write(_hierarchy.Root.Certificate) + "\n" + TestKeys.Pem("leaf") + "\n" + CertificatePem.Write(Leaf);
        var reading = CertificateReader.ReadPem(text, "file");
        var lines = text.Split('\n').Index().Where(line => line.Item.StartsWith("-----BEGIN", StringComparison.Ordinal)).Select(line => line.Index + 1).ToList();

        reading.Read.Select(read => read.Line).ShouldBe([lines[0], lines[2]]);
        reading.Findings.ShouldHaveSingleItem().Line.ShouldBe(lines[1]);
    }

    [Theory]
    [InlineData("orders.shop.svc", true)]
    [InlineData("ORDERS.shop.svc", true)]
    [InlineData("a.b.shop.svc", false)]
    [InlineData("shop.svc", false)]
    [InlineData("nats.messaging.svc", true)]
    public void Name_Wildcard_StandsForOneLabel(string wanted, bool accepted)
    {
        var profile = CertificateProfiles.Server([DnsName.Parse("*.shop.svc"), DnsName.Parse("nats.messaging.svc")], null, TestHierarchy.LeafLife);

        NameRules.Check(TestHierarchy.Leaf(profile, _hierarchy.UsAuthority), DnsName.Parse(wanted)).Count.ShouldBe(accepted ? 0 : 1);
    }

    private X509Certificate2 Leaf => TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), _hierarchy.UsAuthority);

    private static IEnumerable<TrustRule> Codes(params X509Certificate2[] certificates) => Inspect(certificates).Select(finding => finding.Rule);

    private static IReadOnlyList<TrustFinding> Inspect(params X509Certificate2[] certificates) => CertificateInspection.Of(Read(certificates), At).Findings;

    private static CertificateReading Read(params X509Certificate2[] certificates) =>
        CertificateReader.ReadPem(string.Concat(certificates.Select(CertificatePem.Write)), "file");
}

using System.Text.Json;
using Shouldly;
using Tests.Support;
using Trust;
using Trust.Issuing;
using Trust.Verification;
using Trust.X509;
using Xunit;
using Xunit.Abstractions;

namespace Tests.Trust;

public sealed class SvidRulesTests(ITestOutputHelper output)
{
    /// <summary>A part of upstream's reason for refusing, and the part of ours that says the same.</summary>
    private static readonly Dictionary<string, string> SameReasons = new()
    {
        ["certificate contains no URI SAN"] = "it has 0 URI names",
        ["leaf certificate must not have CA flag set to true"] = "its CA flag is set",
        ["leaf certificate must have 'digitalSignature' set as key usage"] = "it lacks the key usage digitalSignature",
        ["leaf certificate must not have 'keyCertSign' set as key usage"] = "it has the key usage keyCertSign",
        ["leaf certificate must not have 'cRLSign' set as key usage"] = "it has the key usage cRLSign",
        ["signing certificate must have CA flag set to true"] = "its CA flag is not set",
        ["signing certificate must have 'keyCertSign' set as key usage"] = "it lacks the key usage keyCertSign",
        ["no PEM blocks found"] = "no PEM certificate found",
        ["malformed certificate"] = "a PEM block is no well-formed certificate",
    };

    private readonly TestHierarchy _hierarchy = new();

    [Fact]
    public void Check_UpstreamsCases_GivesUpstreamsVerdicts()
    {
        if (Repository.Shared("vectors/x509-svid.json") is not { } path)
        {
            output.WriteLine("not run: shared/vectors/x509-svid.json is not beside the checkout");
            return;
        }

        var cases = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("cases").EnumerateArray().ToList();
        cases.Count.ShouldBeGreaterThan(10);
        foreach (var expected in cases)
        {
            var name = expected.GetProperty("name").GetString();
            var problems = Problems(File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, expected.GetProperty("certs").GetString()!)));
            if (expected.GetProperty("valid").GetBoolean())
            {
                problems.ShouldBeEmpty(name);
            }
            else
            {
                var upstream = expected.GetProperty("wantErrorContains").GetString()!;
                problems.ShouldContain(SameReasons.Single(reason => upstream.Contains(reason.Key, StringComparison.Ordinal)).Value, name);
            }
        }
    }

    [Fact]
    public void Check_IssuedCertificates_AreSvids()
    {
        var leaf = TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), _hierarchy.UsAuthority);

        SvidRules.CheckLeaf(leaf).ShouldBeEmpty();
        SvidRules.CheckSigner(_hierarchy.UsAuthority.Certificate).ShouldBeEmpty();
        SvidRules.CheckSigner(_hierarchy.Root.Certificate).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("it has 2 URI names", "spiffe://us.mesh.example/a", "spiffe://us.mesh.example/b")]
    [InlineData("its SPIFFE ID has no path, which only a signing certificate's may lack", "spiffe://us.mesh.example")]
    [InlineData("its URI name is no SPIFFE ID: the scheme is missing or not 'spiffe://'", "https://us.mesh.example/a")]
    public void CheckLeaf_WrongUris_AreFound(string expected, params string[] uris)
    {
        var profile = CertificateProfiles.Workload(TestHierarchy.Orders(TestHierarchy.Us), TestHierarchy.LeafLife);
        var leaf = TestHierarchy.Leaf(profile with { AlternativeNames = new SubjectAlternativeNames { Uris = uris } }, _hierarchy.UsAuthority);

        SvidRules.CheckLeaf(leaf).ShouldHaveSingleItem().Message.ShouldBe(expected);
    }

    [Fact]
    public void CheckLeaf_OneSideOfTlsOnly_IsFound()
    {
        var client = TestHierarchy.Leaf(
            CertificateProfiles.Client(TestHierarchy.Orders(TestHierarchy.Us), null, TestHierarchy.LeafLife), _hierarchy.UsAuthority);

        SvidRules.CheckLeaf(client).ShouldHaveSingleItem().Message.ShouldBe("its extended key usages are clientAuth");
    }

    private static List<string> Problems(string pem)
    {
        try
        {
            var certificates = CertificatePem.ReadAll(pem);
            return [.. SvidRules.CheckLeaf(certificates[0]).Concat(certificates.Skip(1).SelectMany(SvidRules.CheckSigner)).Select(finding => finding.Message)];
        }
        catch (FormatException e)
        {
            return [e.Message];
        }
    }
}

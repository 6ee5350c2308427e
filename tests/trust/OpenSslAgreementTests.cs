using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Tests.Support;
using Trust;
using Trust.Bundles;
using Trust.Issuing;
using Trust.Verification;
using Trust.X509;
using Xunit;

namespace Tests.Trust;

/// <summary>Random hierarchies: whatever is in them, our verdict and OpenSSL's are the same, and what was issued by the rules is accepted.</summary>
public sealed class OpenSslAgreementTests
{
    private static readonly string[] Domains = ["us.mesh.example", "eu.mesh.example"];

    /// <summary>Enough that each dimension meets each other; each case starts OpenSSL once.</summary>
    private const int Cases = 150;

    [Fact]
    public void Verdicts_OnRandomChains_AreThoseOfOpenSsl()
    {
        var accepted = 0;
        foreach (var chain in Chains().Generator.Sample(Cases, 1).Append(Good))
        {
            var (root, intermediates, leaf) = Issue(chain);
            var at = TestHierarchy.Start.AddHours(chain.Hour);

            var ours = ChainVerifier.Verify(leaf, intermediates, Bundle.Of([root]), at);
            var theirs = Verify(root, intermediates, leaf, at);

            ours.IsAccepted.ShouldBe(theirs.ExitCode == 0, $"{chain}\nours: {ours}\nopenssl: {theirs.Text}");
            accepted += ours.IsAccepted ? 1 : 0;
        }

        // A test in which everything is refused would agree as well.
        accepted.ShouldBeInRange(5, Cases - 5);
    }

    [Fact]
    public void WhatIsIssuedByTheRules_Verifies() => Check.QuickThrowOnFailure(Prop.ForAll(
        (
            from algorithm in Gen.Elements(KeyAlgorithm.EcdsaP256, KeyAlgorithm.EcdsaP384)
            from domain in Gen.Elements(Domains)
            from account in Gen.Elements("web", "orders", "a-1")
            from start in Gen.Choose(0, 600)
            from hours in Gen.Choose(1, 24)
            select (algorithm, domain, account, start, hours)).ToArbitrary(),
        sample =>
        {
            var hierarchy = new TestHierarchy(sample.algorithm);
            var domain = TrustDomain.Parse(sample.domain);
            var issuer = domain == TestHierarchy.Us ? hierarchy.UsAuthority : hierarchy.EuAuthority;
            var start = TestHierarchy.Start.AddDays(sample.start);
            var leaf = CertificateIssuer.Issue(
                CertificateProfiles.Workload(SpiffeId.ForServiceAccount(domain, "shop", sample.account), new Validity(start, start.AddHours(sample.hours))),
                TestKeys.Create("leaf").PublicKey,
                issuer);
            return ChainVerifier.Verify(leaf, [issuer.Certificate], Bundle.Of([hierarchy.Root.Certificate]), start.AddMinutes(30)).IsAccepted;
        }));

    /// <summary>What may go wrong in a chain, each with some probability.</summary>
    private sealed record Chain(
        string? RootDomain, int? RootPathLength, int Intermediates, string? Domain, int? PathLength, bool IsAuthority, string Uri, string? Dns, bool Ip, int Hour);

    private static Chain Good { get; } = new(null, 1, 1, Domains[0], 0, true, "spiffe://us.mesh.example/ns/a/sa/b", null, false, 1);

    private static Arbitrary<Chain> Chains() => (
        from rootDomain in Gen.Elements<string?>(null, null, Domains[0], Domains[1])
        from rootPathLength in Gen.Elements<int?>(null, 0, 1, 2, 1, 1)
        from intermediates in Gen.Elements(0, 1, 1, 1, 2)
        from domain in Gen.Elements<string?>(null, Domains[0], Domains[0], Domains[1])
        from pathLength in Gen.Elements<int?>(null, 0, 0, 1)
        from isAuthority in Gen.Elements(true, true, true, true, true, false)
        from uri in Gen.Elements(
            "spiffe://us.mesh.example/ns/a/sa/b", "spiffe://us.mesh.example/ns/a/sa/b", "spiffe://eu.mesh.example/ns/a/sa/b", "spiffe://x.us.mesh.example/ns/a/sa/b")
        from dns in Gen.Elements<string?>(null, null, "istiod.istio-system.svc", "a.svc.cluster.local", "bank.example.com")
        from ip in Gen.Elements(false, false, false, true)
        from hour in Gen.Elements(1, 1, 1, 23, -1, 24, 25)
        select new Chain(rootDomain, rootPathLength, intermediates, domain, pathLength, isAuthority, uri, dns, ip, hour)).ToArbitrary();

    private static (X509Certificate2 Root, IReadOnlyList<X509Certificate2> Intermediates, X509Certificate2 Leaf) Issue(Chain chain)
    {
        var rootKey = TestKeys.Create("root");
        var root = CertificateProfiles.Root("root", "example", TestHierarchy.RootLife, KeyAlgorithm.EcdsaP256, Constraints(chain.RootDomain)) with
        {
            BasicConstraints = BasicConstraints.Authority(chain.RootPathLength ?? 9),
        };
        var authority = new CertificateAuthority(CertificateIssuer.SelfSign(root, rootKey), rootKey);
        var (anchor, intermediates) = (authority.Certificate, new List<X509Certificate2>());
        for (var i = 0; i < chain.Intermediates; i++)
        {
            var key = TestKeys.Create($"intermediate {i}");
            var profile = CertificateProfiles.Root($"intermediate {i}", "example", TestHierarchy.IntermediateLife, KeyAlgorithm.EcdsaP256, Constraints(chain.Domain)) with
            {
                BasicConstraints = chain.IsAuthority ? BasicConstraints.Authority(chain.PathLength ?? 9) : BasicConstraints.EndEntity,
            };
            authority = new CertificateAuthority(CertificateIssuer.IssueAnyway(profile, key.PublicKey, authority), key);
            intermediates.Insert(0, authority.Certificate);
        }

        var leaf = CertificateProfiles.Workload(TestHierarchy.Orders(TestHierarchy.Us), TestHierarchy.LeafLife) with
        {
            AlternativeNames = new SubjectAlternativeNames
            {
                Uris = [chain.Uri],
                DnsNames = chain.Dns is { } dns ? [dns] : [],
                IpAddresses = chain.Ip ? [System.Net.IPAddress.Parse("10.0.0.1")] : [],
            },
        };
        return (anchor, intermediates, TestHierarchy.Leaf(leaf, authority));
    }

    private static NameConstraints? Constraints(string? domain) =>
        domain is null ? null : NameConstraints.ForRegion(TrustDomain.Parse(domain), TestHierarchy.ClusterDomain);

    /// <summary>By OpenSSL's usual rules, which are those that servers verify by.</summary>
    private static RealProgram.Result Verify(X509Certificate2 root, IReadOnlyList<X509Certificate2> intermediates, X509Certificate2 leaf, DateTimeOffset at)
    {
        using var folder = new TemporaryFolder();
        List<string> arguments =
        [
            "verify", "-attime", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), "-CAfile", folder.Write("root.pem", CertificatePem.Write(root)),
        ];
        if (intermediates.Count > 0)
        {
            arguments.AddRange(["-untrusted", folder.Write("intermediates.pem", string.Concat(intermediates.Select(CertificatePem.Write)))]);
        }

        return OpenSsl.Run([.. arguments, folder.Write("leaf.pem", CertificatePem.Write(leaf))]);
    }
}

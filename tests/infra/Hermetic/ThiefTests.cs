using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Shouldly;
using Tests.Support;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Issuing;
using Trust.Verification;
using Trust.X509;
using Xunit;

namespace Tests.Infra.Hermetic;

/// <summary>
/// Every regional CA as the thief: which identities of other trust domains can whoever holds its key mint and have accepted, directly or by a
/// CA of his own? The answer has to be none, by .NET and by OpenSSL, in every region.
/// </summary>
public sealed class ThiefTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Validity Life = new(Now.AddHours(-1), Now.AddHours(23));

    [Theory]
    [InlineData("prod")]
    [InlineData("staging")]
    public async Task StolenRegionalCa_CanMintNoIdentityOfAnotherRegion(string stack)
    {
        var plan = EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, stack, new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull());
        var run = await HermeticRun.OfAsync(plan);
        var bundles = Map(run, "bundles");
        var (attempts, own) = (0, 0);
        foreach (var thief in plan.Trust.Intermediates)
        {
            var authority = Stolen(run, thief);
            foreach (var victim in plan.Regions.Select(region => region.Intent.Region.TrustDomain))
            {
                foreach (var chain in Forgeries(authority, victim))
                {
                    foreach (var (region, bundle) in bundles)
                    {
                        var isOwn = victim == thief.Scope.TrustDomain && chain.Count == 2;
                        Accepts(chain, bundle).ShouldBe(isOwn, $"{thief.Name} as {victim} with {chain.Count} certificates in {region}");
                        (attempts, own) = (attempts + 1, own + (isOwn ? 1 : 0));
                    }
                }
            }
        }

        // The thief's own region stays his: otherwise the test would hold for a hierarchy in which nothing works.
        (own > 0, attempts - own > own).ShouldBe((true, true));
    }

    [Fact]
    public async Task StolenRootOfOneRegion_CanMintNoIdentityOfAnotherRegion()
    {
        var plan = EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "staging", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull());
        var bundles = Map(await HermeticRun.OfAsync(plan), "bundles");
        foreach (var root in plan.Trust.Roots)
        {
            using var key = HermeticKeys.Instance.PrivateKey("P384", "tls:index/privateKey:PrivateKey", $"{root.Name}-key");
            var signing = SigningKey.FromPem(key.ExportPkcs8PrivateKeyPem());
            var authority = new CertificateAuthority(CertificateIssuer.SelfSign(root.ToProfile(plan.Environment), signing), signing);
            foreach (var victim in plan.Regions.Select(region => region.Intent.Region.TrustDomain).Where(domain => domain != root.Scope!.TrustDomain))
            {
                foreach (var bundle in bundles.Values)
                {
                    Accepts([Forge(victim, authority)], bundle).ShouldBeFalse($"{root.Name} as {victim}");
                }
            }
        }
    }

    /// <summary>A leaf at once, and one below a CA that the thief makes for the victim's trust domain, or for none in particular.</summary>
    private static IEnumerable<IReadOnlyList<X509Certificate2>> Forgeries(CertificateAuthority stolen, TrustDomain victim)
    {
        yield return [Forge(victim, stolen), stolen.Certificate];
        foreach (var constraints in new[] { null, NameConstraints.ForRegion(victim, DnsName.Parse("cluster.local")) })
        {
            var key = TestKey("thief's own CA");
            var profile = CertificateProfiles.Root("thief", "thief", Life, KeyAlgorithm.EcdsaP256, constraints);
            var below = new CertificateAuthority(CertificateIssuer.IssueAnyway(profile, key.PublicKey, stolen), key);
            yield return [Forge(victim, below), below.Certificate, stolen.Certificate];
        }
    }

    private static X509Certificate2 Forge(TrustDomain victim, CertificateAuthority authority) => CertificateIssuer.IssueAnyway(
        CertificateProfiles.Workload(SpiffeId.ForServiceAccount(victim, "finance", "ledger"), Life), TestKey("thief").PublicKey, authority);

    private static SigningKey TestKey(string name) => Tests.Trust.TestKeys.Create(name);

    private static CertificateAuthority Stolen(HermeticRun run, IntermediatePlan plan)
    {
        var (output, use) = plan.Use == IntermediateUse.Mesh ? ("meshCertificates", "mesh") : ("workloadCertificates", "workload");
        using var key = HermeticKeys.Instance.PrivateKey(
            "P256", "tls:index/privateKey:PrivateKey", $"{plan.Region}-pki-{use}-key-g{plan.Generation}");
        return CertificateAuthority.FromPem(Map(run, output)[plan.Region], key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Both verifiers' verdict, which has to be one.</summary>
    private static bool Accepts(IReadOnlyList<X509Certificate2> chain, string bundle)
    {
        using var folder = new TemporaryFolder();
        var openSsl = RealProgram.OpenSsl.Run(
        [
            "verify", "-attime", Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "-CAfile", folder.Write("bundle.pem", bundle),
            "-untrusted", folder.Write("chain.pem", string.Concat(chain.Select(CertificatePem.Write))),
            folder.Write("leaf.pem", CertificatePem.Write(chain[0])),
        ]);
        var accepted = ChainVerifier.Verify(chain[0], [.. chain.Skip(1)], Bundle.Parse(bundle), Now, ExtendedKeyUsage.ClientAuth).IsAccepted;
        accepted.ShouldBe(openSsl.ExitCode == 0, openSsl.Text);
        return accepted;
    }

    private static ImmutableDictionary<string, string> Map(HermeticRun run, string output) => (ImmutableDictionary<string, string>)run.Outputs[output].Value!;
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Shouldly;
using Tests.Support;
using Trust;
using Trust.Issuing;
using Trust.X509;
using Xunit;

namespace Tests.Infra.Hermetic;

/// <summary>The certificates of a hermetic run of prod, judged by OpenSSL and by the platform.</summary>
public sealed class HermeticCertificatesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("meshCertificates", "mesh", "us")]
    [InlineData("meshCertificates", "mesh", "eu")]
    [InlineData("workloadCertificates", "workload", "us")]
    [InlineData("workloadCertificates", "workload", "eu")]
    public async Task Leaf_OfItsOwnRegion_IsAccepted(string output, string authority, string region)
    {
        var run = await RunAsync();

        OpenSsl(run, output, authority, region, $"{region}.mesh.acme.example").ExitCode.ShouldBe(0);
        Platform(run, output, authority, region, $"{region}.mesh.acme.example").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("meshCertificates", "mesh", "us", "eu")]
    [InlineData("meshCertificates", "mesh", "eu", "us")]
    [InlineData("workloadCertificates", "workload", "us", "eu")]
    public async Task Leaf_OfAnotherRegion_IsRefusedForTheNameConstraint(string output, string authority, string thief, string victim)
    {
        var run = await RunAsync();

        var openSsl = OpenSsl(run, output, authority, thief, $"{victim}.mesh.acme.example");

        openSsl.ExitCode.ShouldNotBe(0);
        openSsl.Text.ShouldContain("permitted subtree violation");
        Platform(run, output, authority, thief, $"{victim}.mesh.acme.example").ShouldContain(X509ChainStatusFlags.HasNotPermittedNameConstraint);
    }

    private static Task<HermeticRun> RunAsync() => HermeticRun.OfAsync(EnvironmentPlan.From(
        IntentReader.FromStack(Repository.Root, "prod", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull()));

    private static RealProgram.Result OpenSsl(HermeticRun run, string output, string authority, string region, string trustDomain)
    {
        using var folder = new TemporaryFolder();
        return RealProgram.OpenSsl.Run(
        [
            "verify", "-attime", Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            "-CAfile", folder.Write("bundle.pem", ((ImmutableDictionary<string, string>)run.Outputs["bundles"].Value!)[region]),
            "-untrusted", folder.Write("intermediate.pem", Intermediate(run, output, region)),
            folder.Write("leaf.pem", CertificatePem.Write(Leaf(run, output, authority, region, trustDomain))),
        ]);
    }

    private static X509ChainStatusFlags[] Platform(HermeticRun run, string output, string authority, string region, string trustDomain)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(((ImmutableDictionary<string, string>)run.Outputs["bundles"].Value!)[region]);
        chain.ChainPolicy.ExtraStore.ImportFromPem(Intermediate(run, output, region));
        chain.ChainPolicy.VerificationTime = Now.UtcDateTime;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.Build(Leaf(run, output, authority, region, trustDomain));
        return [.. chain.ChainStatus.Select(status => status.Status)];
    }

    private static string Intermediate(HermeticRun run, string output, string region) =>
        ((ImmutableDictionary<string, string>)run.Outputs[output].Value!)[region];

    /// <summary>What istiod, or cert-manager, or whoever stole their key, would issue. The key is the hermetic run's own.</summary>
    private static X509Certificate2 Leaf(HermeticRun run, string output, string authority, string region, string trustDomain)
    {
        using var key = HermeticKeys.Instance.PrivateKey("P256", "tls:index/privateKey:PrivateKey", $"{region}-pki-{authority}-key-g1");
        using var leaf = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var profile = CertificateProfiles.Workload(
            SpiffeId.ForServiceAccount(TrustDomain.Parse(trustDomain), "finance", "ledger"), new Validity(Now.AddHours(-1), Now.AddHours(23)));
        return CertificateIssuer.Issue(
            profile, new PublicKey(leaf), CertificateAuthority.FromPem(Intermediate(run, output, region), key.ExportECPrivateKeyPem()));
    }
}

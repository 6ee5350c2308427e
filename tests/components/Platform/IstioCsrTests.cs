using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Components.Intent;
using Components.Pki;
using Components.Platform;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Manifests;
using Manifests.Validation;
using Shouldly;
using Tests.Support;
using Trust;
using Trust.Issuing;
using Trust.X509;
using Xunit;

namespace Tests.Components.Platform;

/// <summary>istio-csr and the revisions as the stack <c>canary</c> has them.</summary>
public sealed class IstioCsrTests
{
    private const string End = "-----END CERTIFICATE-----\n";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly EnvironmentPlan Plan =
        EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "canary", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull());

    private static RegionIntent Region => Plan.Regions.Single().Intent;

    [Fact]
    public void Manifests_AreTheGoldenAndFitTheirSchemas()
    {
        var manifests = IstioCsrManifests.For(Region);

        ManifestGolden.Matches(manifests, "components/Platform/goldens/istio-csr.yaml");
        manifests.SelectMany(SchemaValidator.Validate).ShouldBeEmpty();
    }

    [Fact]
    public void Releases_AreTheGolden() => Golden.Matches(
        PlatformReleasesTests.Text([IstioCsrRelease.For(Region, Plan.Regions.Single().Platform), .. IstioReleases.For(Region, Plan.Regions.Single().Platform, new List<object>())]),
        "components/Platform/goldens/releases.canary.yaml");

    [Fact]
    public void Manifests_WhereIstiodSigns_AreNone() =>
        IstioCsrManifests.For(Region with { Mesh = Region.Mesh with { IssuedByCertManager = false } }).ShouldBeEmpty();

    /// <summary>
    /// As cert-manager signs with the Secret: the leaf, then the Secret's chain without the root; verified against the bundle that istio-csr mounts.
    /// </summary>
    [Fact]
    public async Task Leaf_OfTheIssuersSecret_IsAChainUpToTheMountedBundle()
    {
        var recorded = new RecordedSecrets();
        var run = await HermeticRun.OfAsync(Plan, secrets: recorded.Add);
        var secrets = recorded.Ordered().Select(secret => secret.Manifest).ToDictionary(secret => Text((MapNode)secret["metadata"]!, "name"));
        secrets.ShouldNotContainKey("cacerts");
        var ca = (MapNode)secrets[MeshIssuer.Name]["stringData"]!;
        using var folder = new TemporaryFolder();
        var chain = Text(ca, "tls.crt");
        var bundle = ((System.Collections.Immutable.ImmutableDictionary<string, string>)run.Outputs["bundles"].Value!)["main"];

        var authority = CertificateAuthority.FromPem(chain[..(chain.IndexOf(End, StringComparison.Ordinal) + End.Length)], Text(ca, "tls.key"));
        var profile = CertificateProfiles.Server(
            [DnsName.Parse("istiod-1-30-3.istio-system.svc")],
            SpiffeId.Parse("spiffe://mesh.canary.example/ns/istio-system/sa/istiod-service-account"),
            new Validity(Now.AddHours(-1), Now.AddHours(1)));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = CertificateIssuer.Issue(profile, new PublicKey(key), authority);

        RealProgram.OpenSsl.Run(
        [
            "verify", "-attime", Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            "-CAfile", folder.Write("bundle.pem", bundle), "-untrusted", folder.Write("chain.pem", chain), folder.Write("leaf.pem", CertificatePem.Write(leaf)),
        ]).ExitCode.ShouldBe(0);
    }

    private static string Text(MapNode node, string key) => ((ScalarNode)node[key]!).AsString!;
}

using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Components.Linkerd;
using Components.Mesh;
using Components.Platform;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Manifests;
using Shouldly;
using Tests.Components.Platform;
using Tests.Support;
using Trust.Issuing;
using Trust.X509;
using Xunit;

namespace Tests.Components.Linkerd;

/// <summary>Linkerd as the stack <c>linkerd-lab</c> makes it.</summary>
public sealed class LinkerdLabTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static RegionPlan Region { get; } = Plan().Regions.Single();

    [Fact]
    public void Releases_AreTheGolden() => Golden.Matches(
        PlatformReleasesTests.Text(LinkerdReleases.For(Region.Intent, new PlatformOptions(), generation: 2)),
        "components/Linkerd/goldens/releases.yaml");

    [Fact]
    public void ControlPlane_IsTheGolden() =>
        ManifestGolden.Matches(LinkerdManifests.For(Region.Intent, Region.Certificates), "components/Linkerd/goldens/control-plane.yaml");

    [Fact]
    public void Policies_AreTheGolden() => ManifestGolden.Matches(
        [
            .. NamespaceManifests.For(Region.Intent).Where(own => own.Metadata.Annotations is not null),
            .. LinkerdServerManifests.Authorizations(Region.Intent),
            .. LinkerdServerManifests.Servers(Region.Intent),
        ],
        "components/Linkerd/goldens/policies.yaml");

    [Fact]
    public void Manifests_OfARegionWithout_AreNone()
    {
        var intent = new Intents().Region("home").For("home");

        LinkerdManifests.For(intent, Region.Certificates).ShouldBeEmpty();
        LinkerdServerManifests.Servers(intent).ShouldBeEmpty();
        LinkerdServerManifests.Authorizations(intent).ShouldBeEmpty();
    }

    private static EnvironmentPlan Plan() =>
        EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "linkerd-lab", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull());

    [Fact]
    public async Task Issuer_ByOpenSsl_SignsLinkerdsIdentitiesAndNothingElse()
    {
        var recorded = new RecordedSecrets();
        await HermeticRun.OfAsync(Plan(), secrets: recorded.Add);
        var secret = ((MapNode)recorded.Ordered().Select(own => own.Manifest)
            .Single(own => ((MapNode)own["metadata"]!)["name"] is ScalarNode { AsString: LinkerdNames.IssuerSecret })["stringData"]!)
            .ToDictionary(value => value.Key, value => ((ScalarNode)value.Value).AsString!);
        using var folder = new TemporaryFolder();
        var (root, issuer) = (folder.Write("root.pem", secret["ca.crt"]), folder.Write("issuer.pem", secret["tls.crt"]));
        var authority = CertificateAuthority.FromPem(secret["tls.crt"], secret["tls.key"]);

        var text = RealProgram.OpenSsl.Run(["x509", "-in", issuer, "-noout", "-text"]).Output;
        text.ShouldContain("NIST CURVE: P-256");
        text.ShouldContain("Signature Algorithm: ecdsa-with-SHA256");
        text.ShouldContain("DNS:identity.linkerd.mesh.linkerd-lab.example");
        Verify(["orders.shop.serviceaccount.identity.linkerd.mesh.linkerd-lab.example"], null).ExitCode.ShouldBe(0);
        Verify(["istiod.istio-system.svc"], null).Text.ShouldContain("permitted subtree violation");
        Verify(["orders.shop.serviceaccount.identity.linkerd.other.example"], null).Text.ShouldContain("permitted subtree violation");
        Verify([], "spiffe://mesh.linkerd-lab.example/ns/finance/sa/ledger").Text.ShouldContain("permitted subtree violation");

        RealProgram.Result Verify(string[] names, string? uri)
        {
            var profile = new CertificateProfile
            {
                Name = "leaf",
                Subject = DistinguishedName.Empty,
                Validity = new Validity(Now.AddHours(-1), Now.AddHours(23)),
                KeyAlgorithm = KeyAlgorithm.EcdsaP256,
                BasicConstraints = BasicConstraints.EndEntity,
                ExtendedKeyUsages = [ExtendedKeyUsage.ServerAuth, ExtendedKeyUsage.ClientAuth],
                AlternativeNames = new SubjectAlternativeNames { DnsNames = names, Uris = uri is null ? [] : [uri] },
            };
            using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var leaf = CertificateIssuer.Issue(profile, new PublicKey(leafKey), authority);
            return RealProgram.OpenSsl.Run(
            [
                "verify", "-attime", Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                "-CAfile", root, "-untrusted", issuer, folder.Write("leaf.pem", leaf.ExportCertificatePem()),
            ]);
        }
    }
}

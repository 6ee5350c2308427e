using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Components.Intent;
using Components.Mesh;
using Components.Platform;
using Components.Spire;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Manifests;
using Manifests.CertManager.V1;
using Manifests.Reading;
using Manifests.Spire.V1Alpha1;
using Manifests.Validation;
using Shouldly;
using Tests.Components.Guards;
using Tests.Components.Platform;
using Tests.Infra.Planning;
using Tests.Support;
using Trust;
using Trust.Issuing;
using Trust.X509;
using Xunit;
using CertificateProfile = Trust.Issuing.CertificateProfile;

namespace Tests.Components.Spire;

/// <summary>SPIRE as the stack <c>spire</c> makes it.</summary>
public sealed class SpireTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Case, the text in the stack that is replaced, and what it is replaced by.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "root-too-short", ", pathLength: 2 }", " }" },
        { "authority-too-short", "    spire:\n", "    spire:\n      authorityLifetime: 1h\n" },
        { "endpoint-of-nowhere", "        west: spire.west", "        north: spire.west" },
        { "endpoint-alone", "        west: spire.west.plant.example\n", "" },
        { "istio-in-ambient", "east: { trustDomain", "east: { dataPlane: ambient, trustDomain" },
        { "istio-beside-istio-csr", "    spire:\n", "    istioCsr: {}\n    spire:\n" },
        { "istio-without-federation", "      bundleEndpoints:\n        east: spire.east.plant.example\n        west: spire.west.plant.example\n", "" },
        { "namespace-of-spire", "    messaging: {", "    spire-server: {}\n    messaging: {" },
        { "socket-without-spire", "    spire:\n      istio: true\n      bundleEndpoints:\n        east: spire.east.plant.example\n        west: spire.west.plant.example\n", "    replicas: 2\n" },
    };

    private static RegionPlan East { get; } = Plan().Regions.Single(region => region.Name == "east");

    private static RegionPlan North { get; } = Plan("atlas").Regions.Single(region => region.Name == "north");

    private static SpireOptions Options { get; } = East.Platform.Spire.ShouldNotBeNull();

    [Fact]
    public void Releases_AreTheGolden() => Golden.Matches(
        PlatformReleasesTests.Text(SpireReleases.For(Options, East.Intent.Region, generation: 2, servesIstio: true)), "components/Spire/goldens/releases.yaml");

    [Fact]
    public void Releases_WithKms_KeepNoKeyOnTheVolume()
    {
        var text = PlatformReleasesTests.Text(SpireReleases.For(Options with { AwsKmsRegion = "eu-central-1" }, East.Intent.Region, generation: 1));

        text.ShouldContain("keyManager:\n      disk:\n        enabled: false\n      memory:\n        enabled: false\n      awsKMS:\n        enabled: true\n        region: eu-central-1\n");
    }

    [Fact]
    public void Releases_WithoutIstio_LeaveTheAgentAsTheChartHasIt() =>
        PlatformReleasesTests.Text(SpireReleases.For(Options, East.Intent.Region, generation: 2)).ShouldNotContain("sds:");

    [Fact]
    public void Istio_WithSpire_MountsTheSocketIntoEveryProxy() => Golden.Matches(
        PlatformReleasesTests.Text([IstiodRelease.For(East.Intent, East.Platform, "from the roots"), .. GatewayReleases.For(East.Intent, East.Platform)]),
        "components/Spire/goldens/istio.yaml");

    [Theory]
    [InlineData("initContainers")]
    [InlineData("containers")]
    public void InjectionTemplates_AreYaml_WhereverTheProxyIs(string list)
    {
        var webhook = (Dictionary<string, object>)IstiodRelease.For(East.Intent, East.Platform, "").Values["sidecarInjectorWebhook"];
        foreach (var template in ((Dictionary<string, object>)webhook["templates"]).Values.Cast<string>())
        {
            var pod = (MapNode)new ManifestReader().ReadText(Regex.Replace(template, "{{.*}}", list), "template").Items.Single()["spec"]!;
            var proxies = (ListNode)(pod[list] ?? pod["containers"])!;
            Text((MapNode)proxies.Single(), "name").ShouldBe("istio-proxy");
            Text((MapNode)((MapNode)((ListNode)pod["volumes"]!).Single())["csi"]!, "driver").ShouldBe("csi.spiffe.io");
        }
    }

    [Fact]
    public void Identities_OfAMeshBySpire_AreThoseOfTheIntent_EachOnce()
    {
        foreach (var region in Plan().Regions)
        {
            var identities = SpireManifests.Identities(region.Intent, region.Platform.Spire);
            foreach (var workload in region.Intent.Workloads.Where(workload => workload.Kind is ServerKind.Mesh))
            {
                Selecting(workload.Namespace, workload.Labels).ShouldHaveSingleItem(workload.Name);
            }

            Selecting(region.Intent.Mesh.GatewayNamespace, Gateways.IngressLabels(region.Intent.Mesh)).ShouldHaveSingleItem();
            identities.ShouldAllBe(identity => identity.Spec.SpiffeIDTemplate == "spiffe://{{ .TrustDomain }}/ns/{{ .PodMeta.Namespace }}/sa/{{ .PodSpec.ServiceAccountName }}");

            IEnumerable<ClusterSPIFFEID> Selecting(string @namespace, IReadOnlyDictionary<string, string> labels) => identities.Where(identity =>
                identity.Spec.NamespaceSelector!.MatchLabels!["kubernetes.io/metadata.name"] == @namespace
                && identity.Spec.PodSelector!.MatchLabels!.All(label => labels.GetValueOrDefault(label.Key) == label.Value));
        }
    }

    [Fact]
    public void Manifests_AreTheGolden() => ManifestGolden.Matches(
        [.. SpireManifests.Around(East.Intent, Options), .. SpireManifests.Identities(East.Intent, Options)], "components/Spire/goldens/manifests.yaml");

    [Fact]
    public void Issuer_OfCertManager_IsTheGolden() =>
        ManifestGolden.Matches([.. SpireManifests.Issuer(North.Platform.Spire), .. ApprovalOf(North)], "components/Spire/goldens/issuer.yaml");

    [Fact]
    public void Releases_WithCertManager_AskItsIssuer() =>
        PlatformReleasesTests.Text(SpireReleases.For(North.Platform.Spire!, North.Intent.Region, generation: 1)).ShouldContain(
            "certManager:\n        enabled: true\n        issuerName: spire-upstream\n        issuerKind: Issuer\n        issuerGroup: cert-manager.io\n");

    /// <summary>
    /// cert-manager names the last certificate of the Secret as the root, and SPIRE hands that out (cert-manager, ParseSingleCertificateChain).
    /// </summary>
    [Fact]
    public async Task Upstream_ForCertManager_EndsInTheRoot()
    {
        var recorded = new RecordedSecrets();
        await HermeticRun.OfAsync(Plan("atlas"), secrets: recorded.Add);

        foreach (var secret in recorded.Ordered().Where(own => Text((MapNode)own.Manifest["metadata"]!, "name") == SpireNames.UpstreamSecret))
        {
            var chain = CertificatePem.ReadAll(Text((MapNode)secret.Manifest["stringData"]!, "tls.crt"));
            chain.Count.ShouldBe(2);
            chain[0].Issuer.ShouldBe(chain[1].Subject);
            chain[1].Issuer.ShouldBe(chain[1].Subject);
        }
    }

    [Fact]
    public void Approval_OfSpiresRequest_HoldsForItsServerAndItsTrustDomainOnly()
    {
        var request = SpiresRequest("spiffe://north.atlas.example");

        Decision("spire-server", request).ShouldBe(true);
        Decision("spire-agent", request).ShouldBeNull();
        Decision("spire-server", SpiresRequest("spiffe://south.atlas.example")).ShouldBe(false);
        Decision("spire-server", SpiresRequest("spiffe://north.atlas.example/ns/maps/sa/viewer")).ShouldBe(false);
        Decision("spire-server", request with { Spec = request.Spec! with { Duration = "48h" } }).ShouldBe(false);
        Decision("spire-server", request with { Spec = request.Spec! with { DnsNames = ["kubernetes.default.svc"] } }).ShouldBe(false);

        static bool? Decision(string account, Certificate certificate) =>
            new Approver(North.Manifests, SpireNames.ServerNamespace, account).Approves(certificate);
    }

    [Fact]
    public void Identities_OfServers_HaveTheNamesUnderWhichTheyAreCalled() =>
        SpireManifests.Identities(North.Intent, North.Platform.Spire).Single(own => own.Metadata.Name == "messaging-readings").Spec.DnsNameTemplates
            .ShouldBe(["readings.messaging.svc", "readings.messaging.svc.cluster.local"]);

    [Fact]
    public void Manifests_OfARegionWithout_AreNone()
    {
        SpireManifests.Around(East.Intent, null).ShouldBeEmpty();
        SpireManifests.Identities(East.Intent, null).ShouldBeEmpty();
        SpireManifests.FederatedPeers(East.Intent, Options with { BundleEndpoints = new Dictionary<string, string>() }).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Stack_AskingForWhatSpireCannotDo_SaysWhatAndWhere(string name, string old, string @new)
    {
        var text = StackText.Replace(StackText.Of("spire"), old, @new);

        var reading = IntentReader.FromText("spire", "stacks/Pulumi.spire.yaml", Encoding.UTF8.GetBytes(text), StackText.Today);

        reading.Intent.ShouldBeNull();
        Golden.Matches(string.Concat(reading.Errors.Select(error => $"{error}\n")), $"infra/Planning/BadInput/spire-{name}.txt");
    }

    [Fact]
    public async Task Federation_HoldsTheOtherRegionsRootFromTheFirstFetchOn()
    {
        var run = await HermeticRun.OfAsync(Plan());

        var federation = run.Objects.Single(own => own.Name == "east-spire-federation-west").Manifest;
        SchemaValidator.Validate(federation).ShouldBeEmpty();
        var spec = (MapNode)federation["spec"]!;
        Text(spec, "bundleEndpointURL").ShouldBe("https://spire.west.plant.example:8443");
        Text((MapNode)spec["bundleEndpointProfile"]!, "endpointSPIFFEID").ShouldBe("spiffe://west.mesh.spire.example/spire/server");
        var key = JsonNode.Parse(Text(spec, "trustDomainBundle"))!["keys"]!.AsArray().ShouldHaveSingleItem()!;
        using var root = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(key["x5c"]![0]!.GetValue<string>()));
        using var rootKey = root.GetECDsaPublicKey()!;
        using var jwk = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.CreateFromFriendlyName("nistP384"),
            Q = new ECPoint
            {
                X = System.Buffers.Text.Base64Url.DecodeFromChars(key["x"]!.GetValue<string>()),
                Y = System.Buffers.Text.Base64Url.DecodeFromChars(key["y"]!.GetValue<string>()),
            },
        });
        jwk.ExportSubjectPublicKeyInfo().ShouldBe(rootKey.ExportSubjectPublicKeyInfo());
        key["crv"]!.GetValue<string>().ShouldBe("P-384");
        key["use"]!.GetValue<string>().ShouldBe("x509-svid");
        root.Subject.ShouldContain("spire-root");
    }

    [Fact]
    public async Task Upstream_ByOpenSsl_SignsSpiresCaForItsOwnTrustDomainOnly()
    {
        var recorded = new RecordedSecrets();
        await HermeticRun.OfAsync(Plan(), secrets: recorded.Add);
        var secret = ((MapNode)recorded.Ordered().First(own => Text((MapNode)own.Manifest["metadata"]!, "name") == SpireNames.UpstreamSecret).Manifest["stringData"]!)
            .ToDictionary(value => value.Key, value => ((ScalarNode)value.Value).AsString!);
        using var folder = new TemporaryFolder();
        var root = folder.Write("root.pem", secret["bundle.crt"]);
        using var spireKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var spire = CertificateIssuer.Issue(
            Authority("SPIRE", "east.mesh.spire.example"), new PublicKey(spireKey), CertificateAuthority.FromPem(secret["tls.crt"], secret["tls.key"]));
        var chain = folder.Write("chain.pem", $"{spire.ExportCertificatePem()}\n{secret["tls.crt"]}");
        var below = CertificateAuthority.FromPem(spire.ExportCertificatePem(), spireKey.ExportECPrivateKeyPem());

        Verify("east.mesh.spire.example").ExitCode.ShouldBe(0);
        Verify("west.mesh.spire.example").Text.ShouldContain("permitted subtree violation");
        // A server's names, as its ClusterSPIFFEID has them.
        VerifyServer("events.messaging.svc.cluster.local").ExitCode.ShouldBe(0);
        VerifyServer("bank.example.com").Text.ShouldContain("permitted subtree violation");

        RealProgram.Result Verify(string trustDomain) => Run(
            CertificateProfiles.Workload(SpiffeId.Parse($"spiffe://{trustDomain}/ns/plant/sa/gauges"), new Validity(Now.AddHours(-1), Now.AddHours(1))));

        RealProgram.Result VerifyServer(string host) => Run(
            CertificateProfiles.Server(
                [DnsName.Parse(host)], SpiffeId.Parse("spiffe://east.mesh.spire.example/ns/messaging/sa/events"), new Validity(Now.AddHours(-1), Now.AddHours(1))),
            "-verify_hostname",
            host);

        RealProgram.Result Run(CertificateProfile profile, params string[] options)
        {
            using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var leaf = CertificateIssuer.Issue(profile, new PublicKey(leafKey), below);
            return RealProgram.OpenSsl.Run(
            [
                "verify", "-attime", Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), .. options,
                "-CAfile", root, "-untrusted", chain, folder.Write("leaf.pem", leaf.ExportCertificatePem()),
            ]);
        }
    }

    private static CertificateProfile Authority(string name, string trustDomain) => new()
    {
        Name = name,
        Subject = new DistinguishedName { CommonName = name, Organization = trustDomain },
        Validity = new Validity(Now.AddHours(-2), Now.AddHours(22)),
        KeyAlgorithm = KeyAlgorithm.EcdsaP256,
        BasicConstraints = BasicConstraints.Authority(pathLength: 0),
        AlternativeNames = SubjectAlternativeNames.For(TrustDomain.Parse(trustDomain).Id),
    };

    private static IEnumerable<KubernetesObject> ApprovalOf(RegionPlan region) => region.Manifests.Where(own => own.Metadata.Name == "mtls-spire-authority");

    /// <summary>As the plugin files it (spire v1.15.2, pkg/server/plugin/upstreamauthority/certmanager) with the subject of pkg/server/credtemplate.</summary>
    private static Certificate SpiresRequest(string identity) => new()
    {
        Metadata = new() { Name = "spiffe-ca-x7d2k", Namespace = SpireNames.ServerNamespace },
        Spec = new()
        {
            SecretName = "none",
            IsCA = true,
            Duration = "24h",
            IssuerRef = new() { Name = "spire-upstream", Kind = "Issuer", Group = "cert-manager.io" },
            CommonName = "north SPIRE",
            Subject = new() { Countries = ["ZZ"], Organizations = ["north.atlas.example"], SerialNumber = "86412759306528401293" },
            Uris = [identity],
            Usages = [CertificateUsage.CertSign, CertificateUsage.CrlSign],
            PrivateKey = new() { Algorithm = CertificateAlgorithm.Ecdsa, Size = 256 },
        },
    };

    private static EnvironmentPlan Plan(string stack = "spire") =>
        EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, stack, new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull());

    private static string Text(MapNode node, string key) => ((ScalarNode)node[key]!).AsString!;
}

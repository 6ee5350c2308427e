using Components.Intent;
using Components.Platform;
using Manifests;
using Manifests.Writing;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Platform;

public sealed class PlatformReleasesTests
{
    private static readonly PlatformOptions Everything = new() { SealedSecretsVersion = "2.18.5", CsiDriverVersion = "v0.16.0" };
    private static readonly string[] Roots = ["-- root one --\n", "-- root two --\n"];

    [Theory]
    [InlineData("us")]
    [InlineData("eu")]
    public void Releases_OfARegionWithPeers_AreTheGolden(string region) =>
        Golden.Matches(Text(Releases(TwoRegions().For(region), new PlatformOptions())), $"components/Platform/goldens/releases.{region}.yaml");

    [Fact]
    public void Releases_OfOneNode_AreTheGolden() =>
        Golden.Matches(Text(Releases(OneRegion(), new PlatformOptions { Replicas = 1 })), "components/Platform/goldens/releases.one-node.yaml");

    [Fact]
    public void Namespaces_OfARegion_AreTheGolden() => Golden.Matches(
        Yaml(PlatformNamespaceManifests.For(TwoRegions().For("us"), new PlatformOptions()).Select(@namespace => @namespace.ToNode())),
        "components/Platform/goldens/namespaces.yaml");

    [Fact]
    public void Releases_OfEveryRegion_AreInstalledInNamespacesOfThePlatform()
    {
        var intent = TwoRegions().For("us");
        var namespaces = PlatformNamespaceManifests.For(intent, Everything).Select(@namespace => @namespace.Metadata.Name);
        Releases(intent, Everything).Select(release => release.Namespace).Distinct().ShouldBeSubsetOf(namespaces);
    }

    [Fact]
    public void SealedSecrets_OfARegion_AreTheGolden() =>
        Golden.Matches(Text([SealedSecretsRelease.For(Everything)]), "components/Platform/goldens/releases.sealed-secrets.yaml");

    [Fact]
    public void CsiDriver_OfARegion_IsTheGolden()
    {
        Golden.Matches(Text([CsiDriverRelease.For(Everything)]), "components/Platform/goldens/releases.csi-driver.yaml");
        Golden.Matches(
            Yaml(CsiDriverManifests.For(TwoRegions().For("us"), Everything).Select(policy => policy.ToNode())), "components/Platform/goldens/csi-driver.yaml");
        CsiDriverManifests.For(TwoRegions().For("us"), new PlatformOptions()).ShouldBeEmpty();
    }

    [Fact]
    public void CniNodeAgent_KnowsTheDistribution_WhereItIsTold()
    {
        IstioCniRelease.For(OneRegion().Region, new PlatformOptions { Distribution = KubernetesDistribution.K3s }).Values["platform"].ShouldBe("k3s");
        IstioCniRelease.For(OneRegion().Region, new PlatformOptions()).Values.ShouldNotContainKey("platform");
    }

    [Fact]
    public void CaCertificates_OfARegionWithPeers_AcceptThePeersAndNotItself()
    {
        var entries = CaCertificates.For(TwoRegions().For("eu"), Roots).Cast<Dictionary<string, object>>().ToList();

        entries.Select(entry => entry["pem"]).ShouldBe(Roots);
        entries.ShouldAllBe(entry => ((List<object>)entry["trustDomains"]).Single().Equals("us.mesh.example"));
    }

    [Fact]
    public void CaCertificates_OfARegionAlone_AreNone() => CaCertificates.For(OneRegion(), Roots).ShouldBeEmpty();

    [Fact]
    public void MeshConfig_LowersTheTlsFloor_OnlyAsToldTo()
    {
        var intents = new Intents { Mesh = new MeshOptions { MeshId = "acme", Mode = MutualTlsMode.Strict, MinimumTlsVersion = TlsVersion.Tls12 } };
        var releases = Releases(intents.Region("us").For("us"), new PlatformOptions());

        Text(releases).ShouldContain("meshMTLS:\n      minProtocolVersion: TLSV1_2\n");
        Text(Releases(OneRegion(), new PlatformOptions())).ShouldContain("meshMTLS:\n      minProtocolVersion: TLSV1_3\n");
    }

    [Fact]
    public void ResourceRequests_OfEveryPodOfThePlatform_AreStated()
    {
        foreach (var release in Releases(TwoRegions().For("us"), new PlatformOptions()).Where(release => release.Role != "base"))
        {
            release.Values.ShouldContainKey("resources", release.Name);
        }
    }

    internal static IReadOnlyList<ChartRelease> Releases(RegionIntent intent, PlatformOptions options) =>
    [
        CertManagerRelease.For(options),
        TrustManagerRelease.For(options),
        .. IstioReleases.For(intent, options, CaCertificates.For(intent, Roots)),
        .. options.SealedSecretsVersion is null ? [] : new[] { SealedSecretsRelease.For(options) },
        .. options.CsiDriverVersion is null ? [] : new[] { CsiDriverRelease.For(options) },
    ];

    internal static Intents TwoRegions() => new Intents()
        .Region("us", "eastwest.us.example")
        .Region("eu")
        .Namespace("shop")
        .Service("orders", "shop", ["http:8080:8080:Http"])
        .Service("ledger", "shop", ["http:8080:8080:Http"])
        .Call("@ingress", "orders", "http")
        .Call("orders", "ledger", "http", fromRegions: ["us", "eu"]);

    private static RegionIntent OneRegion() => new Intents()
        .Region("home")
        .Namespace("media")
        .Service("library", "media", ["http:8096:8096:Http"])
        .Call("@ingress", "library", "http")
        .For("home");

    internal static string Text(IEnumerable<ChartRelease> releases) => Yaml(releases.Select(release => Node.FromPlainObject(new Dictionary<string, object?>
    {
        ["name"] = release.Name,
        ["namespace"] = release.Namespace,
        ["chart"] = release.Chart,
        ["repository"] = release.Repository,
        ["version"] = release.Version,
        ["values"] = release.Values,
    })));

    private static string Yaml(IEnumerable<Node> documents)
    {
        using var text = new StringWriter();
        ManifestWriter.WriteYaml(documents, text);
        return text.ToString();
    }
}

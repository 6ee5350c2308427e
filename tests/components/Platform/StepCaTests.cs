using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Components.Intent;
using Components.Platform;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Manifests;
using Manifests.Validation;
using Manifests.Writing;
using Shouldly;
using Tests.Support;
using Trust;
using Trust.Issuing;
using Trust.Provisioners;
using Trust.X509;
using Xunit;

namespace Tests.Components.Platform;

/// <summary>step-ca as the stack <c>flexstack</c> makes it.</summary>
public sealed class StepCaTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly RealProgram Shell = new("sh", "dash");
    private static readonly StepCaOptions Options = new() { Backup = new StepCaBackup("copies", Keep: 2) };

    [Fact]
    public void Releases_AreTheGolden() => Golden.Matches(
        PlatformReleasesTests.Text(
        [
            StepCaRelease.For(Options, Region, generation: 3),
            StepIssuerRelease.For(new PlatformOptions(), Options),
        ]),
        "components/Platform/goldens/releases.step-ca.yaml");

    [Fact]
    public void Manifests_AreTheGolden() => ManifestGolden.Matches(
        StepCaManifests.For(Intent, new PlatformOptions { StepCa = Options }, Plan().Regions.Single().WorkloadAuthority.Scope),
        "components/Platform/goldens/step-ca.yaml");

    [Fact]
    public void Manifests_OfARegionWithout_AreNone() =>
        StepCaManifests.For(Intent, new PlatformOptions(), Plan().Regions.Single().WorkloadAuthority.Scope).ShouldBeEmpty();

    [Fact]
    public async Task Issuer_NamesTheProvisionerOfTheConfiguration_AndTheRegionsBundle()
    {
        var (run, secrets) = await RunAsync();

        var issuer = run.Objects.Single(own => own.Name == "main-step-ca-cluster-issuer").Manifest;
        var spec = (MapNode)issuer["spec"]!;
        var provisioner = (MapNode)spec["provisioner"]!;
        var configured = JsonNode.Parse(secrets["step-certificates-config"]["ca.json"])!["authority"]!["provisioners"]![0]!;
        var key = configured["key"]!;
        Text(provisioner, "kid").ShouldBe(JwkProvisioner.Thumbprint(key["x"]!.GetValue<string>(), key["y"]!.GetValue<string>()));
        Text(provisioner, "kid").ShouldBe(key["kid"]!.GetValue<string>());
        Text(provisioner, "name").ShouldBe(configured["name"]!.GetValue<string>());
        Encoding.UTF8.GetString(Convert.FromBase64String(Text(spec, "caBundle")))
            .ShouldBe(((ImmutableDictionary<string, string>)run.Outputs["bundles"].Value!)["main"]);
        SchemaValidator.Validate(issuer).ShouldBeEmpty();
    }

    [Fact]
    public async Task Intermediate_ByOpenSsl_IsSignedByTheRootAndSignsForTheRegionOnly()
    {
        var (_, secrets) = await RunAsync();
        using var folder = new TemporaryFolder();
        var certificates = secrets["step-certificates-certs"];
        var root = folder.Write("root.pem", certificates["root_ca.crt"]);
        var intermediate = folder.Write("intermediate.pem", certificates["intermediate_ca.crt"]);
        var authority = CertificateAuthority.FromPem(certificates["intermediate_ca.crt"], secrets["step-certificates-secrets"]["intermediate_ca_key"]);

        RealProgram.OpenSsl.Run(["x509", "-in", intermediate, "-noout", "-subject"]).Output.ShouldContain("main step CA g1");
        Verify("step-certificates.step-ca.svc.cluster.local", "mesh.flexstack.example").ExitCode.ShouldBe(0);
        Verify("bank.example.com", "mesh.flexstack.example").Text.ShouldContain("permitted subtree violation");
        Verify("step-certificates.step-ca.svc.cluster.local", "mesh.other.example").Text.ShouldContain("permitted subtree violation");

        RealProgram.Result Verify(string host, string trustDomain)
        {
            var profile = CertificateProfiles.Server(
                [DnsName.Parse(host)], SpiffeId.Parse($"spiffe://{trustDomain}/ns/a/sa/b"), new Validity(Now.AddHours(-1), Now.AddHours(23)));
            using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var leaf = CertificateIssuer.Issue(profile, new PublicKey(leafKey), authority);
            return RealProgram.OpenSsl.Run(
            [
                "verify", "-attime", Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                "-CAfile", root, "-untrusted", intermediate, folder.Write("leaf.pem", CertificatePem.Write(leaf)),
            ]);
        }
    }

    [Fact]
    public async Task Run_Twice_GivesTheSameBytes_AndPrintsNoSecret()
    {
        var (run, secrets) = await RunAsync();
        var (_, again) = await RunAsync();

        again["step-certificates-config"]["ca.json"].ShouldBe(secrets["step-certificates-config"]["ca.json"]);
        var password = secrets["step-certificates-provisioner-password"]["password"];
        password.Length.ShouldBe(48);
        run.Objects.ShouldAllBe(own => !ManifestWriter.WriteYaml(own.Manifest).Contains(password));
        secrets["step-certificates-config"]["ca.json"].ShouldNotContain(password);
    }

    [Fact]
    public async Task Certificates_OfServersAndClients_AreOfStepCaAndLiveNoLongerThanItAllows()
    {
        var (run, _) = await RunAsync();

        var certificates = run.Objects.Where(own => Text(own.Manifest, "kind") == "Certificate").Select(own => (MapNode)own.Manifest["spec"]!).ToList();
        certificates.Count.ShouldBe(13);
        certificates.ShouldAllBe(spec => Text((MapNode)spec["issuerRef"]!, "kind") == "StepClusterIssuer" && Text(spec, "duration") == "24h");
    }

    [Fact]
    public void BackupScript_RunByAShell_KeepsTheNewestCopiesWhole()
    {
        using var folder = new TemporaryFolder();
        var (database, copies) = (Path.Combine(folder.Path, "db"), Path.Combine(folder.Path, "copies"));
        Directory.CreateDirectory(database);
        foreach (var old in (string[])["20260101T000000Z", "20260102T000000Z", "20260103T000000Z"])
        {
            Directory.CreateDirectory(Path.Combine(copies, old));
        }

        File.WriteAllText(Path.Combine(database, "MANIFEST"), "manifest");
        File.WriteAllText(Path.Combine(database, "000001.sst"), "table");
        File.WriteAllText(Path.Combine(database, "LOCK"), "");

        Shell.Run(["-c", StepCaBackupJob.Script, "backup", database, copies, "2"]).ExitCode.ShouldBe(0);

        var kept = Directory.GetDirectories(copies).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        kept.Count.ShouldBe(2);
        kept[0].ShouldBe("20260103T000000Z");
        Directory.GetFiles(Path.Combine(copies, kept[1]!)).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["000001.sst", "MANIFEST"]);
    }

    [Fact]
    public void BackupScript_WithoutADatabase_FailsAndLeavesTheCopiesAlone()
    {
        using var folder = new TemporaryFolder();
        var copies = Path.Combine(folder.Path, "copies");
        Directory.CreateDirectory(Path.Combine(copies, "20260101T000000Z"));

        Shell.Run(["-c", StepCaBackupJob.Script, "backup", folder.Path, copies, "1"]).ExitCode.ShouldNotBe(0);

        Directory.GetDirectories(copies).Length.ShouldBe(1);
    }

    private static RegionIntent Intent => Plan().Regions.Single().Intent;

    private static Region Region => Intent.Region;

    private static EnvironmentPlan Plan() =>
        EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "flexstack", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull());

    private static async Task<(HermeticRun Run, Dictionary<string, Dictionary<string, string>> Secrets)> RunAsync()
    {
        var recorded = new RecordedSecrets();
        var run = await HermeticRun.OfAsync(Plan(), secrets: recorded.Add);
        return (run, recorded.Ordered().ToDictionary(
            secret => Text((MapNode)secret.Manifest["metadata"]!, "name"),
            secret => ((MapNode)secret.Manifest["stringData"]!).ToDictionary(value => value.Key, value => ((ScalarNode)value.Value).AsString!)));
    }

    private static string Text(MapNode node, string key) => ((ScalarNode)node[key]!).AsString!;
}

using System.Security.Cryptography;
using System.Text.Json;
using Infra;
using Infra.Cli;
using Infra.Cli.Render.Sealing;
using Infra.Hermetic;
using Infra.Planning;
using Manifests;
using Manifests.Reading;
using Manifests.SealedSecrets.V1Alpha1;
using Manifests.Validation;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli.Snapshots;

public sealed class SealedRenderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SealedSecretsController _us = new();
    private readonly SealedSecretsController _eu = new();

    [Fact]
    public async Task Render_Sealed_IsOpenedByEachRegionsKeyAndHoldsWhatTheStateHolds()
    {
        var plan = Plan();
        var expected = new RecordedSecrets();
        await HermeticRun.OfAsync(plan, new OtherKeys(), expected.Add);

        var run = await RenderAsync("--state", State(await RequestsAsync(plan)));

        run.ExitCode.ShouldBe(ExitCode.Ok, run.Error);
        run.Error.ShouldContain("4 objects with secret values are sealed");
        foreach (var secret in expected.Ordered())
        {
            var metadata = (MapNode)secret.Manifest["metadata"]!;
            var (@namespace, name) = (((ScalarNode)metadata["namespace"]!).AsString!, ((ScalarNode)metadata["name"]!).AsString!);
            var file = InFolder($"out/{secret.Region}/{@namespace}/sealedsecret-{name}.yaml");
            var manifest = new ManifestReader().ReadPath(file).Items.ShouldHaveSingleItem();
            SchemaValidator.Validate(manifest).ShouldBeEmpty();
            var controller = secret.Region == "us" ? _us : _eu;
            SealedSecret.FromNode(manifest).Spec.EncryptedData.ToDictionary(item => item.Key, item => controller.Open(item.Value, $"{@namespace}/{name}"))
                .ShouldBe(SecretValues.Of(secret.Manifest).ToDictionary(item => item.Key, item => (byte[]?)item.Value), new SameValues(), ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Render_SealedTwice_IsTheSameBytesAndHoldsNoKey()
    {
        (await RenderAsync("--worthless-keys")).ExitCode.ShouldBe(ExitCode.Ok);
        var first = Files();
        (await RenderAsync("--worthless-keys")).ExitCode.ShouldBe(ExitCode.Ok);

        Files().ShouldBe(first);
        first.Values.ShouldAllBe(text => !text.Contains("PRIVATE KEY"));
        first.Keys.ShouldNotContain(path => path.EndsWith("HELD-BACK.md"));
        first["us/kustomization.yaml"].ShouldContain("istio-system/sealedsecret-cacerts.yaml");
    }

    [Fact]
    public async Task Render_WithoutKeys_SaysWhereTheyComeFrom()
    {
        var run = await RenderAsync();

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("--secrets seal needs either --state or --worthless-keys");
        Directory.Exists(InFolder("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task Render_WithBadCertificates_TellsAllOfThem()
    {
        var old = _folder.Write("old.pem", _us.CertificatePem(CliRun.Today.AddDays(-1)));
        var garbage = _folder.Write("garbage.pem", "not a certificate");

        var run = await SealAsync("--worthless-keys", "--sealing-certificate", $"us={old}", $"eu={garbage}", $"asia={old}");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("old.pem: the certificate has expired on 2026-11-20");
        run.Error.ShouldContain("garbage.pem: ");
        run.Error.ShouldContain("no region is called 'asia'; there are eu, us");
    }

    [Fact]
    public async Task Render_OfARegionWithoutCertificate_IsRefused()
    {
        var run = await SealAsync("--worthless-keys", "--sealing-certificate", $"us={UsCertificate()}");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("region eu has no --sealing-certificate");
    }

    [Fact]
    public async Task Render_OfAStateThatLacksKeys_NamesEveryOneAndNoValue()
    {
        var requests = await RequestsAsync(Plan());

        var run = await RenderAsync("--state", State(requests, leaveOut: 2));

        run.ExitCode.ShouldBe(ExitCode.Usage);
        requests.Curves.Keys.Take(2).ShouldAllBe(name => run.Error.Contains($"the state has no {name}"));
        run.Error.ShouldNotContain("-----BEGIN");
    }

    [Theory]
    [InlineData("{", "not the JSON of an exported state")]
    [InlineData("[]", "not the JSON of an exported state")]
    [InlineData("""{"deployment":{"resources":[{"urn":"urn:pulumi:p::mtls::a$tls:index/privateKey:PrivateKey::k","outputs":{"privateKeyPem":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","ciphertext":"xyz"}}}]}}""", "its secrets are encrypted")]
    public async Task Render_OfAnUnreadableState_SaysHowToMakeOne(string json, string problem)
    {
        var run = await RenderAsync("--state", _folder.Write("state.json", json));

        run.ExitCode.ShouldBe(ExitCode.Unreadable);
        run.Error.ShouldContain($"state.json: {problem}");
        run.Error.ShouldContain("pulumi stack export --show-secrets");
    }

    [Fact]
    public async Task Render_WithSealingOptionsButUnsealed_SaysThatTheyDoNothing()
    {
        var run = await CliRun.OfAsync("render", "prod", "-o", InFolder("out"), "--sealing-certificate", "us.pem");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("--sealing-certificate does nothing without --secrets seal");
    }

    public void Dispose()
    {
        _us.Dispose();
        _eu.Dispose();
        _folder.Dispose();
    }

    private static EnvironmentPlan Plan() => EnvironmentPlan.From(
        IntentReader.FromStack(Repository.Root, "prod", DateOnly.FromDateTime(CliRun.Today.UtcDateTime)).Intent.ShouldNotBeNull());

    private static async Task<KeyRequests> RequestsAsync(EnvironmentPlan plan)
    {
        var requests = new KeyRequests();
        await HermeticRun.OfAsync(plan, requests);
        return requests;
    }

    private Task<CliRun> RenderAsync(params string[] options) =>
        SealAsync([.. options, "--sealing-certificate", $"us={UsCertificate()}", $"eu={_folder.Write("eu.pem", _eu.CertificatePem(CliRun.Today.AddDays(30)))}"]);

    private Task<CliRun> SealAsync(params string[] options) =>
        CliRun.OfAsync(["render", "prod", "-o", InFolder("out"), "--secrets", "seal", .. options]);

    private string UsCertificate() => _folder.Write("us.pem", _us.CertificatePem(CliRun.Today.AddDays(30)));

    private string InFolder(string path) => Path.Combine(_folder.Path, path);

    private SortedDictionary<string, string> Files() => new(
        Directory.EnumerateFiles(InFolder("out"), "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(InFolder("out"), file), File.ReadAllText),
        StringComparer.Ordinal);

    /// <summary>What <c>pulumi stack export --show-secrets</c> prints of a stack whose keys are <see cref="OtherKeys"/>.</summary>
    private string State(KeyRequests requests, int leaveOut = 0)
    {
        var keys = new OtherKeys();
        var resources = requests.Curves.Skip(leaveOut).Select(request =>
        {
            var (type, name) = request.Key.Split("::") is [var first, var second] ? (first, second) : throw new InvalidOperationException(request.Key);
            using var key = keys.PrivateKey(request.Value!, type, name);
            return new Dictionary<string, object>
            {
                ["urn"] = $"urn:pulumi:prod::mtls::mtls:pki:RegionalAuthority${type}::{name}",
                ["outputs"] = new Dictionary<string, object>
                {
                    ["privateKeyPem"] = new Dictionary<string, string>
                    {
                        ["4dabf18193072939515e22adb298388d"] = "1b47061264138c4ac30d75fd1eb44270",
                        ["plaintext"] = JsonSerializer.Serialize(key.ExportECPrivateKeyPem()),
                    },
                },
            };
        });
        return _folder.Write("state.json", JsonSerializer.Serialize(new { version = 3, deployment = new { resources } }));
    }

    /// <summary>Keys that are not the hermetic ones, the same for the same resource.</summary>
    private sealed class OtherKeys : IKeySource
    {
        public ECDsa PrivateKey(string curve, string type, string name) => HermeticKeys.Instance.PrivateKey(curve, type, $"other-{name}");

        public string Password(int length, string type, string name) => HermeticKeys.Instance.Password(length, type, $"other-{name}");
    }

    private sealed class SameValues : IEqualityComparer<KeyValuePair<string, byte[]?>>
    {
        public bool Equals(KeyValuePair<string, byte[]?> x, KeyValuePair<string, byte[]?> y) =>
            x.Key == y.Key && x.Value is not null && y.Value is not null && x.Value.SequenceEqual(y.Value);

        public int GetHashCode(KeyValuePair<string, byte[]?> value) => value.Key.GetHashCode(StringComparison.Ordinal);
    }
}

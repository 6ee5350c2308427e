using System.Globalization;
using System.Text;
using Components.Intent;
using Components.Mesh;
using Components.Observability;
using Components.Platform;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Manifests.CertManager.V1;
using Manifests.Validation;
using Shouldly;
using Tests.Components.Platform;
using Tests.Components.Workloads;
using Tests.Infra.Planning;
using Tests.Support;
using Xunit;

namespace Tests.Components.Observability;

/// <summary>Jaeger and Kiali as the stack <c>atlas</c> has them.</summary>
public sealed class ObservabilityTests
{
    /// <summary>Case, stack, the text in it that is replaced, and what it is replaced by.</summary>
    public static TheoryData<string, string, string, string> Mistakes => new()
    {
        { "namespace-taken", "atlas", "    maps: {}\n", "    maps: {}\n    kiali: {}\n" },
        { "service-taken", "atlas", "    tiles:\n      namespace", "    jaeger-collector:\n      namespace" },
        { "no-sidecars", "ambient", "  mtls:services:\n", "  mtls:platform:\n    jaeger: {}\n    kiali: {}\n  mtls:services:\n" },
        { "sampling", "atlas", "    jaeger: {}\n", "    jaeger: { sampling: 0, traces: many }\n" },
        { "prometheus", "atlas", "    kiali: {}\n", "    kiali: { prometheus: https://prometheus.monitoring.svc, prometheusPort: 0, anonymous: true }\n" },
    };

    private static RegionPlan North { get; } = Plan().Regions.Single(region => region.Name == "north");

    [Fact]
    public void Releases_AreTheGolden() => Golden.Matches(
        PlatformReleasesTests.Text([JaegerRelease.For(North.Intent.Jaeger!), KialiRelease.For(North.Intent)]),
        "components/Observability/goldens/releases.yaml");

    [Fact]
    public void Manifests_AreTheGoldenAndFitTheirSchemas()
    {
        var manifests = KialiManifests.For(North.Intent, North.Certificates);

        ManifestGolden.Matches(manifests, "components/Observability/goldens/kiali.yaml");
        manifests.SelectMany(SchemaValidator.Validate).ShouldBeEmpty();
        KialiManifests.For(North.Intent with { Kiali = null }, North.Certificates).ShouldBeEmpty();
    }

    /// <summary>What follows from the intent for two workloads that no stack file lists.</summary>
    [Fact]
    public void Policies_AroundBoth_AreTheGolden() => ManifestGolden.Matches(
        North.Manifests.Where(manifest => manifest.Metadata.Namespace is "jaeger" or "kiali" && manifest.Kind != "Telemetry"),
        "components/Observability/goldens/policies.yaml");

    [Fact]
    public void Kiali_WithoutJaeger_AsksForNoTraces()
    {
        var text = PlatformReleasesTests.Text([KialiRelease.For(North.Intent with { Jaeger = null })]);

        text.ShouldContain("tracing:\n      enabled: false\n");
        text.ShouldNotContain("jaeger");
    }

    [Fact]
    public void Proxies_SendTheirSpansToJaeger_WhereThereIsOne()
    {
        Provider(North.Intent).ShouldBe(("jaeger", "jaeger-collector.jaeger.svc.cluster.local", 4317));
        Istiod(North.Intent with { Jaeger = null }).ShouldNotContain("extensionProviders");
        AccessLogManifests.For(North.Intent).Single().Spec!.Tracing!.Single().RandomSamplingPercentage.ShouldBe(1);
        AccessLogManifests.For(North.Intent with { Jaeger = null }).Single().Spec!.Tracing.ShouldBeNull();

        static string Istiod(RegionIntent intent) => PlatformReleasesTests.Text([IstiodRelease.For(intent, North.Platform, "from the roots")]);

        static (object, object, object) Provider(RegionIntent intent)
        {
            var config = (Dictionary<string, object>)IstiodRelease.For(intent, North.Platform, "from the roots").Values["meshConfig"];
            var provider = (Dictionary<string, object>)((List<object>)config["extensionProviders"]).ShouldHaveSingleItem();
            var openTelemetry = (Dictionary<string, object>)provider["opentelemetry"];
            return (provider["name"], openTelemetry["service"], openTelemetry["port"]);
        }
    }

    /// <summary>The egress gateway is no caller of Jaeger's, so what it sent would be refused.</summary>
    [Fact]
    public void EgressGateway_SendsNoSpans()
    {
        var text = StackText.Replace(StackText.Of("staging"), "  mtls:exceptions:\n", "  mtls:platform:\n    jaeger: { sampling: 5 }\n  mtls:exceptions:\n");
        var intent = Read("staging", text).Intent.ShouldNotBeNull();

        var telemetry = AccessLogManifests.For(intent.Regions[0]);

        telemetry.Select(own => $"{own.Metadata.Namespace}/{own.Metadata.Name}").ShouldBe(["istio-ingress/egress-untraced", "istio-system/access-log"]);
        telemetry[0].Spec!.Tracing!.Single().DisableSpanReporting.ShouldBe(true);
        telemetry[1].Spec!.Tracing!.Single().RandomSamplingPercentage.ShouldBe(5);
        EnvironmentPlan.From(intent).Findings.ShouldBeEmpty();
    }

    /// <summary>Only sidecars have spans: not the broker and the database beside the mesh, and in another region's Jaeger nobody's.</summary>
    [Fact]
    public void Callers_OfJaeger_AreTheSidecarsOfItsRegion()
    {
        var text = StackText.Replace(StackText.Of("staging"), "  mtls:exceptions:\n", "  mtls:platform:\n    jaeger: {}\n    kiali: {}\n  mtls:exceptions:\n");
        var us = Read("staging", text).Intent.ShouldNotBeNull().Regions.Single(region => region.Region.Name == "us");
        var jaeger = us.Workloads.Single(workload => workload.Name == JaegerNames.Collector);

        Names("grpc-otlp").ShouldBe(["istio-ingressgateway", "catalog", "kiali", "orders", "web"], ignoreOrder: true);
        Names("grpc-query").ShouldBe(["kiali"]);
        us.Workloads.Single(workload => workload.Name == KialiNames.Name).Ports.ShouldBeEmpty();

        IEnumerable<string> Names(string port) => jaeger.Ports.Single(own => own.Name == port).Callers.Select(caller => caller.Source switch
        {
            CallSource.FromWorkload { Region: "us" } workload => workload.Name,
            CallSource.FromIngress => "istio-ingressgateway",
            var other => other.ToString(),
        });
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Stack_AskingForWhatCannotBe_SaysWhatAndWhere(string name, string stack, string old, string @new)
    {
        var reading = Read(stack, StackText.Replace(StackText.Of(stack), old, @new));

        reading.Intent.ShouldBeNull();
        Golden.Matches(string.Concat(reading.Errors.Select(error => $"{error}\n")), $"infra/Planning/BadInput/observability-{name}.txt");
    }

    [Fact]
    public async Task SessionKey_IsASecretOfItsOwnForEachRegion()
    {
        var recorded = new RecordedSecrets();
        var run = await HermeticRun.OfAsync(Plan(), secrets: recorded.Add);

        run.Releases.Count(release => release.Name.EndsWith("-kiali-release", StringComparison.Ordinal)).ShouldBe(2);
        var keys = recorded.Ordered()
            .Select(secret => secret.Manifest)
            .Where(secret => ((global::Manifests.ScalarNode)((global::Manifests.MapNode)secret["metadata"]!)["name"]!).AsString == KialiNames.SessionSecret)
            .Select(secret => ((global::Manifests.ScalarNode)((global::Manifests.MapNode)secret["stringData"]!)[KialiNames.SessionKey]!).AsString!)
            .ToList();
        keys.Count.ShouldBe(2);
        keys.ShouldBeUnique();
        keys.ShouldAllBe(key => key.Length == 32);
    }

    /// <summary>Debian's Prometheus serves with the Certificate's files, and a client that knows the bundle finds the name that Kiali calls.</summary>
    [Fact]
    public async Task Prometheus_ServesKialiUnderTheNameOfTheCertificate()
    {
        using var authority = new TestAuthority();
        using var foreign = new TestAuthority();
        var intent = North.Intent with { Region = ServerIntents.Us };
        var manifest = KialiManifests.For(intent, North.Certificates).OfType<Certificate>().Single();
        using var issued = authority.Issue(manifest, ServerIntents.Us);
        using var folder = new TemporaryFolder();
        folder.Write("tls.crt", issued.ChainPem);
        folder.Write("tls.key", issued.KeyPem);
        folder.Write("web.yml", "tls_server_config: { cert_file: tls.crt, key_file: tls.key, min_version: TLS13 }\n");
        folder.Write("prometheus.yml", "global: {}\n");
        var port = RunningServer.FreePort();
        using var server = new RunningServer(RealProgram.Prometheus.Start(
            [
                "--config.file=prometheus.yml", "--storage.tsdb.path=data", "--web.config.file=web.yml",
                string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"),
            ],
            folder.Path));
        await server.SaysAsync("Server is ready to receive web requests");

        var host = new Uri(KialiUrl(intent)).Host;
        Ask(authority, host).ShouldContain("Verification: OK");
        Ask(authority, "prometheus.elsewhere.svc").ShouldContain("hostname mismatch");
        Ask(foreign, host).ShouldContain("unable to get local issuer certificate");

        string Ask(TestAuthority known, string name) => RealProgram.OpenSsl.Run(
            [
                "s_client", "-connect", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "-tls1_3",
                "-CAfile", folder.Write("bundle.pem", known.RootPem), "-servername", name, "-verify_hostname", name,
            ],
            input: "Q\n").Text;
    }

    private static string KialiUrl(RegionIntent intent) =>
        (string)((Dictionary<string, object>)((Dictionary<string, object>)KialiRelease.For(intent).Values["external_services"])["prometheus"])["url"];

    private static EnvironmentPlan Plan() =>
        EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "atlas", StackText.Today).Intent.ShouldNotBeNull());

    private static IntentReading Read(string stack, string text) =>
        IntentReader.FromText(stack, $"stacks/Pulumi.{stack}.yaml", Encoding.UTF8.GetBytes(text), StackText.Today);
}

using Infra.Cli.Verbs;
using Manifests.Reading;
using Policies.Symbolic.Intent;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Support;
using Xunit;

namespace Tests.Policies.Symbolic;

/// <summary>Routes of gateways beside those that the edge of homelab means: what they let in that nobody meant, and what is gone without them.</summary>
public sealed class ExposureProofTests(ExposureProofTests.Homelab homelab) : IClassFixture<ExposureProofTests.Homelab>
{
    private const string Album = "home/photos/album:2283";

    private const string Outside = "from outside through home/istio-ingress/istio-ingressgateway is authorized, which is not intended: home: ";

    private const string Server = """
        { apiVersion: networking.istio.io/v1, kind: Gateway, metadata: { name: more, namespace: istio-ingress }, spec: { selector: { istio: ingressgateway }, servers: [ { port: { number: 443, name: https, protocol: HTTPS }, hosts: ["*"], tls: { mode: SIMPLE, credentialName: c } } ] } }
        ---
        """;

    private const string Grant = """
        { apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant, metadata: { name: g, namespace: photos }, spec: { from: [ { group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: istio-ingress } ], to: [ { group: "", kind: Service } ] } }
        ---
        """;

    public static TheoryData<string, string?> Cases => new()
    {
        { Virtual("more.example", "{ uri: { prefix: /x } }"), $"{Album}: a caller without a certificate TRACE /x to host more.example {Outside}VirtualService istio-ingress/more leads it there" },
        { Virtual("more.example", "{ uri: { prefix: /x } }", rewrite: "rewrite: { uri: /sync/a }, "), $"{Album}: a caller without a certificate TRACE /x to host more.example {Outside}VirtualService istio-ingress/more leads it there" },
        { Virtual("sync.home.example", "{ uri: { exact: /sync/a } }"), $"{Album}: a caller without a certificate TRACE /sync/a to host sync.home.example {Outside}VirtualService istio-ingress/more leads it there" },
        { Virtual("album.home.example", "{ uri: { prefix: /x } }"), null },
        { Virtual("more.example", "{ uri: { prefix: /x } }", port: 8081), null },
        { Virtual("more.example", "{ uri: { prefix: /x } }", rewrite: "fault: { abort: { percentage: { value: 100 }, httpStatus: 503 } }, "), null },
        { Route("album.home.example"), $"{Album}: a caller without a certificate TRACE /x to host album.home.example {Outside}HTTPRoute istio-ingress/more leads it there" },
        { Route("www.home.example"), $"{Album}: a caller without a certificate TRACE /x to host www.home.example {Outside}HTTPRoute istio-ingress/more leads it there" },
        { Route("www.home.example")[Grant.Length..], null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Route_BesideThoseOfTheEdge_IsACallTooManyWhereNobodyMeansIt(string objects, string? message)
    {
        var found = homelab.With(objects);

        if (message is null)
        {
            found.ShouldBeEmpty();
        }
        else
        {
            found.ShouldHaveSingleItem().ShouldStartWith(message);
        }
    }

    /// <summary>A route leads where the delegate's routes do, and nowhere where there is no such delegate.</summary>
    [Theory]
    [InlineData("d", $"{Album}: a caller without a certificate TRACE /x to host more.example {Outside}VirtualService istio-ingress/more leads it there")]
    [InlineData("gone", null)]
    public void Delegate_OfARoute_LeadsItOn(string name, string? message) => homelab.With($$"""
        {{Server}}
        { apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: d, namespace: istio-ingress }, spec: { http: [ { match: [ { uri: { prefix: /x } } ], route: [ { destination: { host: album.photos.svc.cluster.local, port: { number: 2283 } } } ] } ] } }
        ---
        { apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: more, namespace: istio-ingress }, spec: { hosts: [more.example], gateways: [more], http: [ { delegate: { name: {{name}} } } ] } }
        """).ShouldBe(message is null ? [] : [message]);

    [Theory]
    [InlineData("httproute-library.library.home.example.yaml", "home/media/library:8096: a request for library.home.example is refused, which is not intended: no route of a gateway leads there")]
    [InlineData("httproute-album.sync.home.example.yaml", "home/photos/album:2283: a request for sync.home.example is refused, which is not intended: no route of a gateway leads there")]
    public void Route_OfTheEdge_IsMissedWhenItIsGone(string file, string message) => homelab.Without(file).ShouldBe([message]);

    private static string Virtual(string host, string match, string rewrite = "", int port = 2283) => $$"""
        {{Server}}
        { apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: more, namespace: istio-ingress }, spec: { hosts: [{{host}}], gateways: [more], http: [ { match: [ {{match}} ], {{rewrite}}route: [ { destination: { host: album.photos.svc.cluster.local, port: { number: {{port}} } } } ] } ] } }
        """;

    private static string Route(string host) => $$"""
        {{Grant}}
        { apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: more, namespace: istio-ingress }, spec: { parentRefs: [ { name: edge, sectionName: http } ], hostnames: [{{host}}], rules: [ { matches: [ { path: { type: PathPrefix, value: /x } } ], backendRefs: [ { name: album, namespace: photos, port: 2283 } ] } ] } }
        """;

    /// <summary>The rendered tree.</summary>
    public sealed class Homelab : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private FileClusters? _clusters;
        private List<global::Manifests.MapNode> _objects = [];

        public async Task InitializeAsync()
        {
            var tree = Path.Combine(_folder.Path, "out");
            (await CliRun.OfAsync("render", "homelab", "-o", tree)).ExitCode.ShouldBe(0);
            _objects = [.. new ManifestReader().ReadPath(tree).Items.Where(item => item.ContainsKey("kind"))];
            _clusters = FileClusters.Read(CliRun.Context(TextWriter.Null), [tree]);
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => _folder.Dispose();

        internal IReadOnlyList<string> With(string objects)
        {
            var more = new ManifestReader().ReadText(objects, Path.Combine(_folder.Path, "out", "home", "more.yaml"));
            more.Errors.ShouldBeEmpty();
            return Findings([.. _objects, .. more.Items]);
        }

        internal IReadOnlyList<string> Without(string file) => Findings([.. _objects.Where(item => Path.GetFileName(item.Mark!.File) != file)]);

        private IReadOnlyList<string> Findings(List<global::Manifests.MapNode> objects) =>
            [.. IntentFindings.Of(_clusters!.FleetOf(objects)).Select(finding => finding.Message)];
    }
}

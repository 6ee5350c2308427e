using Infra.Cli;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Infra.Operations;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Live;

/// <summary><c>inspect --proxies</c> where no shell is in the proxy's image: Linkerd's proxies and ztunnels are asked through a forwarded port.</summary>
public sealed class InspectOtherProxiesTests : IDisposable
{
    private const string Ledger = "ledger.finance.serviceaccount.identity.linkerd.mesh.linkerd-lab.example";
    private static readonly DateTimeOffset Tomorrow = CliRun.Today.AddDays(1);

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(Ledger, 1, null)]
    [InlineData("default.finance.serviceaccount.identity.linkerd.mesh.linkerd-lab.example", 1, $"it is default.finance.serviceaccount.identity.linkerd.mesh.linkerd-lab.example, and by the plan {Ledger}")]
    [InlineData(Ledger, -1, "its certificate ended at 2026-11-20T")]
    [InlineData(null, 1, $"it presents no certificate for {Ledger}: ")]
    public async Task LinkerdProxy_PresentsWhatItHolds(string? presented, int days, string? problem)
    {
        using var cluster = new FakeCluster("linkerd-lab");
        cluster.Put($$"""
            apiVersion: v1
            kind: Pod
            metadata: { name: ledger-0, namespace: finance, labels: { app: ledger } }
            spec:
              serviceAccountName: ledger
              initContainers:
              - { name: linkerd-proxy, env: [{ name: LINKERD2_PROXY_IDENTITY_LOCAL_NAME, value: $(_pod_sa).$(_pod_ns).serviceaccount.identity.linkerd.mesh.linkerd-lab.example }] }
              containers: [{ name: app }]
            status: { phase: Running }
            """);
        using var proxy = new PresentedCertificate(presented, CliRun.Today.AddDays(days));

        var run = await InspectAsync("linkerd-lab", "finance", cluster, proxy.Port, port: 4191);

        Holds(run, problem, "lab/finance/ledger-0", "linkerd-proxy", presented ?? "none");
        if (presented is not null)
        {
            proxy.Asked.ShouldBe([Ledger]);
        }
    }

    [Fact]
    public async Task LinkerdProxy_WithoutAnIdentity_IsTold()
    {
        using var cluster = new FakeCluster("linkerd-lab");
        cluster.Put("""
            apiVersion: v1
            kind: Pod
            metadata: { name: ledger-0, namespace: finance, labels: { app: ledger } }
            spec: { serviceAccountName: ledger, initContainers: [{ name: linkerd-proxy }], containers: [{ name: app }] }
            status: { phase: Running }
            """);

        var run = await InspectAsync("linkerd-lab", "finance", cluster, answers: 1, port: 4191);

        Holds(run, "its proxy has no variable LINKERD2_PROXY_IDENTITY_LOCAL_NAME", "lab/finance/ledger-0");
    }

    [Theory]
    [InlineData("Available", "True", null)]
    [InlineData("Unavailable: signing gRPC error: permission denied", "True", "istio-cni/ztunnel-x holds no certificate for spiffe://mesh.library.example/ns/catalogue/sa/books: Unavailable: signing gRPC error: permission denied")]
    [InlineData("Available", "False", "no ztunnel is ready on its node node-1")]
    public async Task Ztunnel_HoldsTheCertificatesOfItsNodesPods(string state, string ready, string? problem)
    {
        using var cluster = new FakeCluster("library");
        cluster.Put($$"""
            apiVersion: v1
            kind: Pod
            metadata: { name: books-0, namespace: catalogue, labels: { app: books }, annotations: { ambient.istio.io/redirection: enabled } }
            spec: { serviceAccountName: books, nodeName: node-1, containers: [{ name: app }] }
            status: { phase: Running }
            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: ztunnel-x, namespace: istio-cni, labels: { app: ztunnel } }
            spec: { nodeName: node-1, containers: [{ name: istio-proxy }] }
            status: { phase: Running, conditions: [{ type: Ready, status: "{{ready}}" }] }
            """);
        using var ztunnel = new HttpAnswers((_, path, _) => (path == "/config_dump" ? 200 : 404, Dump(state)));

        var run = await InspectAsync("ambient", "catalogue", cluster, new Uri(ztunnel.Address).Port, port: 15000);

        Holds(run, problem, "main/catalogue/books-0");
        if (problem is null)
        {
            run.Output.ShouldContain("istio-cni/ztunnel-x");
            run.Output.ShouldContain("spiffe://mesh.library.example/ns/catalogue/sa/books");
            run.Output.ShouldContain("2026-11-22T12:00:00Z");
            // 4660 and 255, as Envoy and openssl write them.
            run.Output.ShouldContain("1234");
            run.Output.ShouldContain("ff");
        }
    }

    [Fact]
    public async Task Port_ThatCannotBeForwarded_StopsWithWhatKubectlSaid()
    {
        using var cluster = new FakeCluster("linkerd-lab");
        cluster.Put("""
            apiVersion: v1
            kind: Pod
            metadata: { name: ledger-0, namespace: finance, labels: { app: ledger } }
            spec: { serviceAccountName: ledger, containers: [{ name: app }, { name: linkerd-proxy, env: [{ name: LINKERD2_PROXY_IDENTITY_LOCAL_NAME, value: ledger }] }] }
            status: { phase: Running }
            """);

        var run = await CliRun.OfAsync("inspect", "linkerd-lab", "finance", "--proxies", "--kubectl", Program("kubectl", cluster, "echo 'error: forbidden' >&2; exit 1"));

        run.ExitCode.ShouldBe(ExitCode.Unreadable, run.Output);
        run.Error.ShouldContain("region lab: kubectl, context 'linkerd-lab': lab: Pod finance/ledger-0, port 4191: error: forbidden");
    }

    public void Dispose() => _folder.Dispose();

    private Task<CliRun> InspectAsync(string stack, string name, FakeCluster cluster, int answers, int port) => CliRun.OfAsync(
        "inspect", stack, name, "--proxies", "--kubectl", Program("kubectl", cluster, $"echo 'Forwarding from 127.0.0.1:{answers} -> {port}'; exec sleep 60"), "--at", $"{CliRun.Today:yyyy-MM-dd}");

    /// <summary>kubectl of a cluster, but for the forwarding of ports.</summary>
    private string Program(string name, FakeCluster cluster, string forwards)
    {
        var program = _folder.Write(name, $"#!/bin/sh\nfor word; do if [ \"$word\" = port-forward ]; then {forwards}; fi; done\nexec '{cluster.Kubectl}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return program;
    }

    private static void Holds(CliRun run, string? problem, params string[] shown)
    {
        run.ExitCode.ShouldBe(problem is null ? ExitCode.Ok : ExitCode.Findings, run.Output + run.Error);
        shown.ShouldAllBe(text => run.Output.Contains(text, StringComparison.Ordinal), run.Output);
        if (problem is not null)
        {
            run.Output.ReplaceLineEndings(" ").ShouldContain(problem);
        }
    }

    /// <summary>The part of a dump that is about certificates, in the form of ztunnel 1.30.</summary>
    private static string Dump(string state) => $$"""
        { "certificates": [
          { "identity": "spiffe://mesh.library.example/ns/catalogue/sa/bookshelves", "state": "Initializing", "certChain": [], "rootCerts": [] },
          { "identity": "spiffe://mesh.library.example/ns/catalogue/sa/books", "state": "{{state}}",
            "certChain": [{{(state == "Available" ? $$"""{ "pem": "", "serialNumber": "4660", "validFrom": "2026-11-21T11:58:00Z", "expirationTime": "{{Tomorrow.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}" }""" : "")}}],
            "rootCerts": [{{(state == "Available" ? """{ "pem": "", "serialNumber": "255", "validFrom": "2026-01-01T00:00:00Z", "expirationTime": "2036-01-01T00:00:00Z" }""" : "")}}] }] }
        """;
}

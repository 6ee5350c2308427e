using Infra.Cli;
using Infra.Live;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Infra.Live;
using Tests.Infra.Planning;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Operations;

/// <summary>Whatever is wrong around the program: it says what and what to do, ends with the code for it, and has changed nothing.</summary>
public sealed class BadSurroundingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _stacks = [];
    private readonly FakeCluster _cluster = new("kind-dev");

    public BadSurroundingsTests()
    {
        _folder.Write("Pulumi.yaml", "name: mtls\n");
        foreach (var stack in new[] { "dev", "homelab", "linkerd-lab" })
        {
            Write(stack, StackText.Of(stack));
        }

        foreach (var manifest in new DevCluster().Objects)
        {
            _cluster.Put(manifest);
        }
    }

    /// <summary>Every verb that reaches for a cluster.</summary>
    public static TheoryData<string> Verbs =>
    [
        "verify dev",
        "debug dev --from curl-client --to httpbin --port http",
        "inspect dev",
        "inspect dev --proxies",
        "enable dev plain --yes",
        "rotate now dev mtls-test/web --yes",
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task KubeContext_ThatIsWrong(string command)
    {
        using var other = new FakeCluster("somebody-elses");

        await StopsAsync(ExitCode.Unreadable, "region local: kubectl, context 'kind-dev': ", "kubectl config get-contexts", $"{command} --kubectl {other.Kubectl}");
        other.Patches.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Cluster_ThatIsUnreachable(string command)
    {
        _cluster.Stop();

        await StopsAsync(ExitCode.Unreadable, "region local: kubectl, context 'kind-dev': ", "mtls:regions.local.context", $"{command} --kubectl {_cluster.Kubectl}");
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task Kubectl_ThatIsMissing(string command) =>
        StopsAsync(ExitCode.Unreadable, "no-such-kubectl cannot be started", "install kubectl", $"{command} --kubectl no-such-kubectl");

    /// <summary>Who has no cluster at hand can give a dump to what reads, and is not told so by what writes.</summary>
    [Theory]
    [InlineData("verify dev", true)]
    [InlineData("inspect dev", true)]
    [InlineData("rotate now dev mtls-test/web --yes", false)]
    [InlineData("enable dev plain --yes", false)]
    public async Task Cluster_ThatIsUnreachable_IsReplacedByADumpWhereThatCanBe(string command, bool takesDumps)
    {
        _cluster.Stop();

        var run = await CliRun.OfAsync(new CliRun.Surroundings { WorkingDirectory = _folder.Path }, [.. command.Split(' '), "--kubectl", _cluster.Kubectl]);

        run.Error.Contains("--dump local=<file>", StringComparison.Ordinal).ShouldBe(takesDumps, run.Error);
    }

    [Theory]
    [InlineData("verify dev --dump nowhere", "--dump nowhere: there is no such file or folder")]
    [InlineData("verify dev --kubectl no-such-kubectl", "no-such-kubectl cannot be started: No such file or directory\n")]
    public async Task Path_ThatIsNotThere_IsNamedInOneLine(string command, string problem)
    {
        await StopsAsync(ExitCode.Unreadable, $"infra: {problem}", "", command);
    }

    [Theory]
    [InlineData("verify prod")]
    [InlineData("inspect prod")]
    [InlineData("debug prod --from checkout --to ledger --port http")]
    [InlineData("enable prod payments")]
    [InlineData("rotate now prod messaging/events-tls")]
    public async Task Clusters_ThatDoNotAnswer_AreAllNamed(string command)
    {
        Write("prod", StackText.Of("prod"));

        var run = await CliRun.OfAsync(new CliRun.Surroundings { WorkingDirectory = _folder.Path }, [.. command.Split(' '), "--kubectl", _cluster.Kubectl]);

        run.ExitCode.ShouldBe(ExitCode.Unreadable);
        run.Error.ShouldContain("infra: region eu: kubectl, context 'prod-eu': ");
        run.Error.ShouldContain("infra: region us: kubectl, context 'prod-us': ");
        run.Error.ShouldContain("mtls:regions.eu.context");
        run.Error.ShouldContain("mtls:regions.us.context");
    }

    /// <summary>Nothing found is an empty list; nothing printed must not pass for it.</summary>
    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Kubectl_ThatPrintsNothingOrGarbage(string command)
    {
        foreach (var (name, text, problem) in new[] { ("silent", "", "printed nothing"), ("chatty", "echo '<html>: please log in {'", "region local: kubectl get ") })
        {
            var program = Program($"kubectl-{name}", text);
            await StopsAsync(ExitCode.Unreadable, problem, "see what 'kubectl get ", $"{command} --kubectl {program}");
        }
    }

    [Fact]
    public async Task Kubectl_ThatNeverAnswers_IsEnded()
    {
        var hanging = Program("kubectl-that-hangs", "sleep 600");

        var failure = await Should.ThrowAsync<CliFailure>(() => new Kubectl(hanging, TimeSpan.FromSeconds(1)).FindAsync("local", "kind-dev", "pod", "shop", "cart"));

        failure.ExitCode.ShouldBe(ExitCode.Unreadable);
        failure.Message.ShouldContain("region local: kubectl, context 'kind-dev': no answer within 1 s");
    }

    [Fact]
    public Task Region_ThatThereIsNot_IsToldBeforeAClusterIsAsked() =>
        StopsAsync(ExitCode.Usage, "--rules mars=http://localhost:9090: there is no region mars", "regions: local", "verify dev --kubectl no-such-kubectl --rules mars=http://localhost:9090");

    [Theory]
    [InlineData("migrate dev --write --prometheus http://127.0.0.1:1", "is it running")]
    [InlineData("verify dev --rules http://127.0.0.1:1", "port-forward")]
    public Task Prometheus_ThatIsDown(string command, string fix) => StopsAsync(ExitCode.Unreadable, "onnection refused", fix, $"{command}{(command.StartsWith("verify", StringComparison.Ordinal) ? $" --kubectl {_cluster.Kubectl}" : "")}");

    [Fact]
    public async Task Prometheus_WithAnotherLabelSet()
    {
        using var prometheus = new HttpAnswers((_, _, _) =>
            (200, """{ "status": "success", "data": { "resultType": "vector", "result": [{ "metric": { "destination_workload": "web" }, "value": [0, "5"] }] } }"""));

        await StopsAsync(ExitCode.Unreadable, "has no label connection_security_policy", "Telemetry", $"migrate dev --write --prometheus {prometheus.Address}");
    }

    [Fact]
    public async Task Cluster_ThatIsHalfApplied()
    {
        using var half = new FakeCluster("kind-dev");
        foreach (var manifest in new DevCluster().Remove("AuthorizationPolicy mtls-test/httpbin").Remove("NetworkPolicy mtls-test/default-deny").Objects)
        {
            half.Put(manifest);
        }

        half.Put("{ apiVersion: v1, kind: Namespace, metadata: { name: mtls-test } }");

        await StopsAsync(ExitCode.Findings, "AuthorizationPolicy mtls-test/httpbin: the plan has it and the cluster does not", "pulumi up", $"verify dev --kubectl {half.Kubectl}");
        half.Put(
            """
            { apiVersion: apps/v1, kind: Deployment, metadata: { name: unrelated, namespace: elsewhere } }
            ---
            { apiVersion: apps/v1, kind: StatefulSet, metadata: { name: unrelated, namespace: elsewhere } }
            ---
            { apiVersion: apps/v1, kind: DaemonSet, metadata: { name: unrelated, namespace: elsewhere } }
            """);
        await StopsAsync(ExitCode.Unreadable, "local: namespace mtls-test has no label istio-injection=enabled", "pulumi up --stack dev", $"enable dev mtls-test --yes --kubectl {half.Kubectl}");
        half.Patches.ShouldBeEmpty();
    }

    [Fact]
    public async Task SealingCertificate_ThatHasExpired()
    {
        using var controller = new SealedSecretsController();
        var old = _folder.Write("old.pem", controller.CertificatePem(CliRun.Today.AddDays(-1)));

        await StopsAsync(ExitCode.Usage, "old.pem: the certificate has expired on 2026-11-20", "", $"render dev -o out --secrets seal --worthless-keys --sealing-certificate {old}");
        Directory.Exists(Path.Combine(_folder.Path, "out")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{ http01: {} }", "mtls:platform.edge.acme.email")]
    [InlineData("{ email: me@home.example }", "mtls:platform.edge.acme")]
    public async Task Acme_WithoutItsEmailOrSolver(string acme, string setting)
    {
        Write("homelab", StackText.Replace(StackText.Of("homelab"), "{ email: me@home.example, http01: {} }", acme));

        await StopsAsync(ExitCode.Usage, setting, "stacks/Pulumi.homelab.yaml:63", "check homelab");
    }

    [Fact]
    public async Task Issuer_ThatApprovesNothing()
    {
        _cluster.Put(
            """
            apiVersion: cert-manager.io/v1
            kind: Certificate
            metadata: { name: web, namespace: mtls-test, generation: 1, resourceVersion: "17" }
            status: { revision: 3, conditions: [{ type: Ready, status: "True" }] }
            ---
            apiVersion: cert-manager.io/v1
            kind: CertificateRequest
            metadata: { name: web-4, namespace: mtls-test, annotations: { cert-manager.io/certificate-name: web, cert-manager.io/certificate-revision: "4" } }
            spec: { issuerRef: { kind: StepClusterIssuer, name: step-ca } }
            """);

        await StopsAsync(
            ExitCode.Unreadable,
            "still at revision 3, nobody has approved its CertificateRequest web-4: is there an approver for StepClusterIssuer step-ca?, after 1 s",
            "describe certificate web",
            $"rotate now dev mtls-test/web --yes --timeout 1s --kubectl {_cluster.Kubectl}",
            hasJournal: true);
    }

    [Fact]
    public async Task DataPlanes_ThatClaimOneNamespace()
    {
        Write("linkerd-lab", StackText.Replace(StackText.Of("linkerd-lab"), "    shop: {}\n", "    shop: { dataPlane: linkerd, revision: trial }\n"));

        await StopsAsync(ExitCode.Usage, "mtls:namespaces.shop.revision", "stacks/Pulumi.linkerd-lab.yaml", "check linkerd-lab");
    }

    public void Dispose()
    {
        _cluster.Dispose();
        _folder.Dispose();
    }

    private void Write(string stack, string text)
    {
        _stacks[stack] = text;
        _folder.Write($"stacks/Pulumi.{stack}.yaml", text);
    }

    private async Task StopsAsync(int exitCode, string problem, string fix, string command, bool hasJournal = false)
    {
        var run = await CliRun.OfAsync(new CliRun.Surroundings { WorkingDirectory = _folder.Path }, command.Split(' '));

        run.ExitCode.ShouldBe(exitCode, run.Output + run.Error);
        (run.Output + run.Error).ShouldContain(problem);
        (run.Output + run.Error).ShouldContain(fix);
        foreach (var (stack, text) in _stacks)
        {
            File.ReadAllText(Path.Combine(_folder.Path, $"stacks/Pulumi.{stack}.yaml")).ShouldBe(text);
        }

        Directory.Exists(Path.Combine(_folder.Path, ".infra")).ShouldBe(hasJournal);
    }

    /// <summary>A program in place of kubectl.</summary>
    private string Program(string name, string script)
    {
        var program = _folder.Write(name, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return program;
    }
}

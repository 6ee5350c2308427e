using Infra.Cli;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Operations;

/// <summary>Certificates that a driver makes with the pod: who asks for their Certificate is told that there is none, and what renews them.</summary>
public sealed class CertificatesInPodsTests : IDisposable
{
    private const string Sessions = "cert-manager's CSI driver gives each pod of sessions a certificate of its own, and there is no Certificate object";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("rotate now flexstack flexstack-data/sessions", Sessions)]
    [InlineData("rotate now flexstack flexstack-data/sessions-tls --yes", Sessions)]
    [InlineData("inspect flexstack flexstack-data/sessions-tls", Sessions)]
    [InlineData("rotate now spire plant/gauges", "SPIRE gives each pod of gauges a certificate of its own")]
    public async Task Name_OfAWorkloadWithoutACertificate_IsToldWhatRenewsIt(string command, string reason)
    {
        string[] dump = command.StartsWith("inspect", StringComparison.Ordinal)
            ? ["--dump", $"main={_folder.Write("main.json", """{ "apiVersion": "v1", "kind": "List", "items": [] }""")}"]
            : [];

        var run = await CliRun.OfAsync([.. command.Split(' '), .. dump]);

        run.ExitCode.ShouldBe(ExitCode.Usage, run.Output);
        run.Error.ShouldContain(reason);
        run.Error.ShouldContain(" rollout restart deployment,statefulset -l ");
        run.Output.ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();
}

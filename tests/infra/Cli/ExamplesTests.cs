using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

/// <summary>What examples/ promises: policies of somebody else's making, analysed from files alone.</summary>
public sealed class ExamplesTests
{
    private static readonly string Tasks = Repository.File("examples/istio-tasks");

    [Fact]
    public async Task IstioTasks_Matrix_IsTheGolden()
    {
        using var folder = new TemporaryFolder();
        Mend(folder.Path);

        Golden.Matches((await CliRun.OfAsync("access", "-f", folder.Path, "--matrix")).Output, "infra/Cli/goldens/access.matrix.tasks.txt");
    }

    [Fact]
    public async Task IstioTasks_Mended_OpensWhatTheDestinationRuleHadClosed()
    {
        using var folder = new TemporaryFolder();
        Mend(folder.Path);

        var run = await CliRun.OfAsync("access", "diff", Tasks, folder.Path);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("default/productpage");
        run.Output.ShouldContain("DestinationRule istio-system/mtls-all");
        run.Output.ShouldContain("plaintext");
        run.Output.ShouldContain("mtls");
    }

    [Fact]
    public async Task IstioTasks_Denied_NamesTheRuleAndItsLine()
    {
        var run = await CliRun.OfAsync("explain", "-f", Tasks, "--denied", "rbac_access_denied_matched_policy[ns[foo]-policy[deny-method-get]-rule[0]]");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("AuthorizationPolicy foo/deny-method-get (");
        run.Output.ShouldContain("policies.yaml:104:1)");
    }

    private static void Mend(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Tasks, "*.yaml"))
        {
            var text = File.ReadAllText(file);
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), text.Replace(", trafficPolicy: { tls: {} }", "", StringComparison.Ordinal));
        }
    }
}

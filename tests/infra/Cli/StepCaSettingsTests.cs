using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

/// <summary>Bad settings of step-ca, in the stack that has it, on the command line: the place, what is allowed, exit code 2.</summary>
public sealed class StepCaSettingsTests
{
    private const string Backup = "backup: { claim: step-ca-copies }";

    [Theory]
    [InlineData("backup: {}", "141: mtls:platform.stepCa.backup.claim: missing: the PersistentVolumeClaim in the namespace step-ca that takes the copies")]
    [InlineData("backup: step-ca-copies", "141: mtls:platform.stepCa.backup: a text of 14 characters is not a map; allowed: a map with the keys claim, keep")]
    [InlineData("backup: { claim: Step_CA }", "141: mtls:platform.stepCa.backup.claim: a text of 7 characters is not a DNS label")]
    [InlineData("backup: { claim: step-ca-copies, keep: 0 }", "141: mtls:platform.stepCa.backup.keep: 0 is not a whole number in range; allowed: 1 to 366")]
    [InlineData("backup: { claim: step-ca-copies, schedule: daily }", "141: mtls:platform.stepCa.backup.schedule: unknown key; allowed: claim, keep")]
    [InlineData("backup: { claim: database-step-certificates-0 }", "141: mtls:platform.stepCa.backup.claim: database-step-certificates-0 is the database's own")]
    [InlineData("databaseGibibytes: 10Gi", "141: mtls:platform.stepCa.databaseGibibytes: a text of 4 characters is not a whole number in range; allowed: 1 to 1000")]
    [InlineData("longestLeaf: 12h", "13: mtls:trust.servers.lifetime: step-ca issues these certificates, and would refuse a life of 1d; allowed: at most 12h")]
    [InlineData("longestLeaf: 45d", "141: mtls:platform.stepCa.longestLeaf: 45d is out of range; allowed: 1h to 30d")]
    [InlineData("longestLeaf: soon", "141: mtls:platform.stepCa.longestLeaf: a text of 4 characters is not a duration")]
    [InlineData("version: latest", "141: mtls:platform.stepCa.version: a text of 6 characters is not a version")]
    [InlineData("provisioner: admin", "141: mtls:platform.stepCa.provisioner: unknown key; allowed: version, issuerVersion, longestLeaf, databaseGibibytes, backup")]
    public async Task Setting_ThatIsWrong_IsNamedWithItsLine(string instead, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("Pulumi.yaml", "name: mtls\n");
        var stack = File.ReadAllText(Repository.File("stacks/Pulumi.flexstack.yaml"));
        stack.ShouldContain(Backup);
        folder.Write("stacks/Pulumi.flexstack.yaml", stack.Replace(Backup, instead, StringComparison.Ordinal));

        var run = await CliRun.OfAsync(new CliRun.Surroundings { WorkingDirectory = folder.Path }, "check", "flexstack");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain($"error MTLS901 stacks/Pulumi.flexstack.yaml:{message}");
    }
}

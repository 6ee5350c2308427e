using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

/// <summary>Bad settings of autocert, in the stack that has it, on the command line: the place, what is allowed, exit code 2.</summary>
public sealed class AutocertSettingsTests
{
    private const string Served = "autocert: { namespaces: [flexstack-batch] }";
    private const string At = "143: mtls:platform.stepCa.autocert";

    [Theory]
    [InlineData("autocert: true", At + ": true is not a map; allowed: a map with the keys namespaces, lifetime, version")]
    [InlineData("autocert: {}", At + ".namespaces: missing: The namespaces whose pods may ask")]
    [InlineData("autocert: { namespaces: [] }", At + ".namespaces: nothing in it; allowed: 1 or more")]
    [InlineData("autocert: { namespaces: [flexstack-batch, flexstack-batch] }", At + ".namespaces[1]: the same entry stands in this list before")]
    [InlineData("autocert: { namespaces: [flexstack-bach] }", At + ".namespaces[0]: there is no namespace flexstack-bach")]
    [InlineData("autocert: { namespaces: [flexstack-bach] }", "did you mean flexstack-batch?")]
    [InlineData(
        "autocert: { namespaces: [flexstack-app] }",
        At + ".namespaces[0]: the pods of flexstack-app have their certificates from the mesh (sidecar)\n  fix: set mtls:namespaces.flexstack-app.sidecars to false")]
    [InlineData(
        "autocert: { namespaces: [flexstack-data] }",
        At + ".namespaces[0]: the pods of pricing in flexstack-data have certificates of cert-manager's, under the names of the stack file\n  fix: leave the namespace out")]
    [InlineData(
        "autocert: { namespaces: [flexstack-batch], lifetime: 48h }",
        At + ".lifetime: step-ca would refuse a life of 2d; allowed: at most 1d\n  fix: shorten it, or raise mtls:platform.stepCa.longestLeaf")]
    [InlineData("autocert: { namespaces: [flexstack-batch], lifetime: 1m }", At + ".lifetime: 1m is out of range; allowed: 5m to 30d")]
    [InlineData("autocert: { namespaces: [flexstack-batch], version: latest }", At + ".version: a text of 6 characters is not a version")]
    [InlineData("autocert: { namespaces: [flexstack-batch], failurePolicy: Ignore }", At + ".failurePolicy: unknown key; allowed: namespaces, lifetime, version")]
    public async Task Setting_ThatIsWrong_IsNamedWithItsLine(string instead, string message)
    {
        var run = await CheckAsync(stack => stack.Replace(Served, instead, StringComparison.Ordinal));

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain(message);
    }

    [Theory]
    [InlineData("autocert")]
    [InlineData("step-ca")]
    public async Task Namespace_OfThePlatform_IsNotAnApplications(string name)
    {
        var run = await CheckAsync(stack => stack.Replace("  mtls:services:\n", $"    {name}: {{ sidecars: false }}\n\n  mtls:services:\n", StringComparison.Ordinal));

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain($"mtls:namespaces.{name}: {name} belongs to the platform, not to applications");
    }

    [Fact]
    public async Task Lifetime_IsStepCasLongest_WhereThatIsShorterThanADay()
    {
        using var folder = new TemporaryFolder();
        var run = await CheckAsync(
            stack => stack.Replace("lifetime: 24h, renewBefore: 12h", "lifetime: 6h, renewBefore: 3h", StringComparison.Ordinal)
                .Replace(Served, $"{Served}\n      longestLeaf: 8h", StringComparison.Ordinal),
            "render", "flexstack", "-o", folder.Path);

        run.ExitCode.ShouldBe(0, run.Output);
        File.ReadAllText(Path.Combine(folder.Path, "main/autocert/configmap-autocert-config.yaml")).ShouldContain("certLifetime: \"8h\"");
    }

    private static async Task<CliRun> CheckAsync(Func<string, string> change, params string[] command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("Pulumi.yaml", "name: mtls\n");
        var stack = File.ReadAllText(Repository.File("stacks/Pulumi.flexstack.yaml"));
        stack.ShouldContain(Served);
        change(stack).ShouldNotBe(stack);
        folder.Write("stacks/Pulumi.flexstack.yaml", change(stack));
        return await CliRun.OfAsync(
            new CliRun.Surroundings { WorkingDirectory = folder.Path }, command.Length > 0 ? command : ["check", "flexstack"]);
    }
}

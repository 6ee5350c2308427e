using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

/// <summary>The built program in processes of its own: what differs from process to process, such as the order of hash tables, shows only here.</summary>
public sealed class BuiltProgramTests
{
    private static readonly RealProgram DotNet = new("dotnet", "the .NET SDK of global.json");

    [Theory]
    [InlineData("preview", "prod")]
    [InlineData("preview", "staging")]
    [InlineData("preview", "dev")]
    [InlineData("preview", "homelab")]
    [InlineData("preview", "prod", "-o", "json")]
    [InlineData("trust", "prod", "--at", "2026-11-21", "-o", "json")]
    public void Output_OfTwoProcesses_IsTheSame(params string[] arguments)
    {
        var first = Run(arguments);
        var second = Run(arguments);

        first.ExitCode.ShouldBe(0, first.Text);
        second.Output.ShouldBe(first.Output);
    }

    [Fact]
    public void Render_ByTwoProcesses_WritesTheSameTree()
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (Path.Combine(folder.Path, "first"), Path.Combine(folder.Path, "second"));

        Run(["render", "prod", "-o", first]).ExitCode.ShouldBe(0);
        Run(["render", "prod", "-o", second]).ExitCode.ShouldBe(0);

        Tree(second).ShouldBe(Tree(first));
        Tree(first).Values.ShouldAllBe(text => !text.Contains("PRIVATE KEY", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_OfATreeWithValuesThatHaveAKind_LeavesThemOut()
    {
        using var folder = new TemporaryFolder();
        var tree = Path.Combine(folder.Path, "out");
        Run(["render", "flexstack", "-o", tree]).ExitCode.ShouldBe(0);
        File.ReadAllLines(Path.Combine(tree, "main", "_helm", "step-certificates.yaml")).ShouldContain("kind: StatefulSet");

        var check = Run(["check", "-f", tree, "--fail-on", "info"]);

        check.ExitCode.ShouldBe(0, check.Text);
    }

    [Fact]
    public void Render_OfProd_IsAcceptedByKubectlAndByOurOwnCheck()
    {
        using var folder = new TemporaryFolder();
        var tree = Path.Combine(folder.Path, "out");
        Run(["render", "prod", "-o", tree]).ExitCode.ShouldBe(0);

        foreach (var region in new[] { "eu", "us" })
        {
            var built = RealProgram.Kubectl.Run(["kustomize", Path.Combine(tree, region)]);
            built.ExitCode.ShouldBe(0, built.Text);
            var rendered = Directory.EnumerateFiles(Path.Combine(tree, region), "*.yaml", SearchOption.AllDirectories)
                .Count(path => !path.Contains("_helm", StringComparison.Ordinal) && Path.GetFileName(path) != "kustomization.yaml");
            built.Output.Split('\n').Count(line => line.StartsWith("kind:", StringComparison.Ordinal)).ShouldBe(rendered);
        }

        var check = Run(["check", "-f", tree, "--fail-on", "info"]);
        check.ExitCode.ShouldBe(0, check.Text);
        check.Error.ShouldContain("left out 14 documents");
    }

    private static RealProgram.Result Run(string[] arguments) =>
        DotNet.Run(["exec", Path.Combine(AppContext.BaseDirectory, "infra.dll"), .. arguments], workingDirectory: Repository.Root);

    private static SortedDictionary<string, string> Tree(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllText),
        StringComparer.Ordinal);
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Layout;

/// <summary>The references column of architecture, section 2: who may know whom.</summary>
public sealed partial class ReferencesTests
{
    [Theory]
    [InlineData("manifests/Manifests.csproj", "")]
    [InlineData("trust/Trust.csproj", "")]
    [InlineData("policies/Policies.csproj", "Manifests Trust")]
    [InlineData("policies/pack/PolicyPack.csproj", "Policies")]
    [InlineData("sdk/Pulumi/Pulumi.csproj", "")]
    [InlineData("sdk/Pulumi.Kubernetes/Pulumi.Kubernetes.csproj", "Pulumi")]
    [InlineData("sdk/Pulumi.Tls/Pulumi.Tls.csproj", "Pulumi")]
    [InlineData("sdk/Pulumi.Random/Pulumi.Random.csproj", "Pulumi")]
    public void Project_References_AreThoseOfTheArchitecture(string project, string allowed)
    {
        var references = XDocument.Load(Repository.File(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Split('/')[^1]));

        references.Except(allowed.Split(' ')).ShouldBeEmpty();
    }

    [Fact]
    public void Components_KnowNothingOfTheProgram() =>
        Violations("components", InfraNamespace()).ShouldBeEmpty();

    [Fact]
    public void Core_KnowsNothingOfPulumi()
    {
        string[] core = ["manifests", "trust", "policies", "infra/Settings", "infra/Cli", "components/Intent"];

        core.SelectMany(folder => Violations(folder, PulumiNamespace())).ShouldBeEmpty();
    }

    [Fact]
    public void Infra_KnowsPulumiOnlyInTheStackAndTheHermeticHost() =>
        Violations("infra", PulumiNamespace())
            .Where(violation => !violation.StartsWith("infra/Hermetic/", StringComparison.Ordinal)
                && !violation.StartsWith("infra/EnvironmentStack.", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void HandWrittenFiles_AreSmall()
    {
        var lengths = Sources("").Where(path => !path.Contains("/generated/", StringComparison.Ordinal))
            .Select(path => (Path: path, Lines: File.ReadLines(Repository.File(path)).Count())).ToList();

        lengths.Where(file => file.Lines > 400).ShouldBeEmpty();
    }

    private static IEnumerable<string> Violations(string folder, Regex forbidden) =>
        from path in Sources(folder)
        from line in File.ReadLines(Repository.File(path)).Select((text, index) => (Text: text, Number: index + 1))
        where forbidden.IsMatch(line.Text)
        select $"{path}:{line.Number}: {line.Text.Trim()}";

    private static IEnumerable<string> Sources(string folder)
    {
        var root = Repository.File(folder);
        return Directory.Exists(root)
            ? Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
                .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            : [];
    }

    [GeneratedRegex(@"^\s*(using\s+(static\s+)?(\w+\s*=\s*)?|.*[^\w.])Infra\.")]
    private static partial Regex InfraNamespace();

    [GeneratedRegex(@"^\s*using\s+(static\s+)?(\w+\s*=\s*)?(global::)?Pulumi\b")]
    private static partial Regex PulumiNamespace();
}

using Manifests.Generator.Generating;
using Manifests.Generator.Importing;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.ManifestTests.Generating;

public sealed class GeneratedFilesTests
{
    [Fact]
    public void GeneratedRecords_AreWhatTheGeneratorWrites() =>
        ShouldHold("manifests/generated", "*.cs", RecordGenerator.Generate(Repository.File("manifests/schemas")), "generate");

    /// <summary>Where upstream's files are at hand, as they are where schemas get updated, the snapshots are held to them.</summary>
    [Fact]
    public void Schemas_AreWhatTheImporterWrites()
    {
        if (Repository.Shared("upstream") is { } upstream)
        {
            ShouldHold("manifests/schemas", "*.json", SchemaImporter.Import(upstream), "import <upstream folder>");
        }
    }

    [Fact]
    public void Schemas_HoldNoProse()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.File("manifests/schemas"), "*.json"))
        {
            File.ReadAllText(file).ShouldNotContain("\"description\":\"", customMessage: file);
        }
    }

    private static void ShouldHold(string folder, string pattern, IReadOnlyDictionary<string, string> expected, string verb)
    {
        var root = Repository.File(folder);
        var actual = Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText);

        var stale = expected.Keys.Union(actual.Keys).Where(name => expected.GetValueOrDefault(name) != actual.GetValueOrDefault(name)).Order();

        stale.ShouldBeEmpty($"run: dotnet run --project manifests/generator -- {verb}");
    }
}

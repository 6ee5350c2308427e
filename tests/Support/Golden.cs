using Shouldly;
using Xunit;

namespace Tests.Support;

/// <summary>
/// Compares whole artefacts with files beside the tests. <c>UPDATE_GOLDENS=1 dotnet test</c> writes them; what changed then shows in the diff.
/// </summary>
internal static class Golden
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1";

    /// <summary>Compares a text with the golden file at a path relative to <c>tests/</c>.</summary>
    public static void Matches(string actual, string relative)
    {
        var path = Repository.File($"tests/{relative}");
        var normalized = actual.ReplaceLineEndings("\n");
        if (Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, normalized);
            return;
        }

        File.Exists(path).ShouldBeTrue($"the golden file tests/{relative} is missing; UPDATE_GOLDENS=1 writes it");
        var expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        if (normalized != expected)
        {
            Assert.Fail($"tests/{relative} differs; UPDATE_GOLDENS=1 writes it\n{FirstDifference(expected.Split('\n'), normalized.Split('\n'))}");
        }
    }

    private static string FirstDifference(string[] expected, string[] actual)
    {
        var line = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"first difference in line {line + 1}:\n- {Line(expected)}\n+ {Line(actual)}";

        string Line(string[] lines) => line < lines.Length ? lines[line] : "(the end)";
    }
}

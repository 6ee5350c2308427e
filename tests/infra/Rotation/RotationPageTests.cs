using System.Text.RegularExpressions;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Rotation;

/// <summary>What docs/rotation.md shows as printed has been printed.</summary>
public sealed partial class RotationPageTests
{
    [Fact]
    public void Excerpts_AreFoundInTheirGoldens()
    {
        var excerpts = Excerpts().Matches(File.ReadAllText(Repository.File("docs/rotation.md")).ReplaceLineEndings("\n"));

        excerpts.Count.ShouldBe(2);
        foreach (Match excerpt in excerpts)
        {
            File.ReadAllText(Repository.File(excerpt.Groups["file"].Value)).ReplaceLineEndings("\n").ShouldContain(excerpt.Groups["text"].Value, Case.Sensitive);
        }
    }

    [GeneratedRegex("<!-- excerpt of (?<file>\\S+) -->\n```\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Excerpts();
}

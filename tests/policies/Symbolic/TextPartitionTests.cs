using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Text;
using Shouldly;
using Xunit;

namespace Tests.Policies.Symbolic;

/// <summary>Partitions of texts, held against the platform's regular expressions.</summary>
public sealed class TextPartitionTests
{
    private static readonly string[] Values =
        ["*", "a", "ab", "a*", "*b", "ab*", "*ab", "/", "/a", "/a/*", "/a/", "*/b", "a*b", "*a*", "/{*}", "/{**}", "/a/{*}", "/{*}/b", "/{*}/{**}", "/a/{**}/b", "%41", "/a.b"];

    private static readonly string[] Texts =
        ["", "a", "b", "ab", "aab", "abb", "a*b", "*a*", "*a", "/", "/a", "/a/", "/a/b", "/b", "/b/b", "/a/x/b", "/=", "/a/=", "/*", "/a/b/c", "/x/y/z/b", "/a.b", "//a", "/A", "a/b", "%41"];

    [Fact]
    public void Partition_AnyPatterns_TellsTextsApartExactlyAsThePatternsDo() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), numbers =>
        {
            var values = numbers.Select(number => Values[Math.Abs(number % Values.Length)]).Distinct().ToList();
            var partition = TextPartition.Of(TextUniverse.Texts, values.Select(PathPatterns.Of));

            foreach (var text in Texts.Concat(partition.Witnesses))
            {
                var atom = AtomSetOf(partition, text);
                foreach (var value in values)
                {
                    partition.Matching(PathPatterns.Of(value)).Contains(atom).ShouldBe(Matches(value, text), $"{value} on '{text}'");
                }
            }

            partition.Witnesses.Select(witness => partition.AtomOf(witness)).ShouldBe(Enumerable.Range(0, partition.Witnesses.Count));
        }));

    [Theory]
    [InlineData("/a", true)]
    [InlineData("/a/", true)]
    [InlineData("/", true)]
    [InlineData("/a//b", true)]
    [InlineData("/a/../b", false)]
    [InlineData("/a/..", false)]
    [InlineData("/a/.", false)]
    [InlineData("/a/...", true)]
    [InlineData("/a/.b", true)]
    [InlineData("/%41", false)]
    [InlineData("/%2f", true)]
    [InlineData("/%2F%zz%", true)]
    [InlineData("/a\\b", false)]
    [InlineData("a", false)]
    [InlineData("/a?b", false)]
    public void Paths_BaseNormalization_AreThoseThatItLeavesAlone(string path, bool isNormal) =>
        TextMatch.IsIn(Calls.Universe.Paths(hasPercents: true), path).ShouldBe(isNormal);

    [Fact]
    public void Partition_ManyLiterals_HasOneAtomForEachAndOneForTheRest()
    {
        var partition = TextPartition.Of(TextUniverse.Methods, Enumerable.Range(0, 100).Select(index => TextPattern.Exact($"M{index}")));

        partition.Witnesses.Count.ShouldBe(101);
        partition.Matching(TextPattern.Exact("M99")).Count.ShouldBe(1);
        partition.AtomOf("M100").ShouldBe(0);
        partition.AtomOf("no token").ShouldBe(-1);
    }

    [Fact]
    public void Partition_LiteralOutsideOfTheUniverse_MatchesNothing() =>
        TextPartition.Of(TextUniverse.Methods, [TextPattern.Exact("GET"), TextPattern.Exact("no token")]).Matching(TextPattern.Exact("no token")).IsEmpty.ShouldBeTrue();

    private static int AtomSetOf(TextPartition partition, string text) => partition.AtomOf(text);

    private static bool Matches(string value, string text) => value switch
    {
        _ when value.Contains("{*}", StringComparison.Ordinal) || value.Contains("{**}", StringComparison.Ordinal) =>
            Regex.IsMatch(text, $"^{Template(value)}$", RegexOptions.CultureInvariant),
        "*" => text.Length > 0,
        ['*', .. var suffix] => text.EndsWith(suffix, StringComparison.Ordinal),
        [.. var prefix, '*'] => text.StartsWith(prefix, StringComparison.Ordinal),
        _ => value == text,
    };

    private static string Template(string value)
    {
        const string segment = "[a-zA-Z0-9\\-._~%!$&'()+,;:@]";
        return Regex.Escape(value)
            .Replace(Regex.Escape("{**}"), $"(?:{segment}|/)*", StringComparison.Ordinal)
            .Replace(Regex.Escape("{*}"), $"{segment}+", StringComparison.Ordinal);
    }
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Infra.Planning;
using Infra.Settings;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Planning;

public sealed class HostileStackTests
{
    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Stack_NestedTwentyThousandTimes_IsRefusedWithItsLine(string opening)
    {
        var text = "config:\n  mtls:mesh:\n    " + string.Concat(Enumerable.Repeat(opening, 20_000));

        var error = StackText.Read(text).Errors.ShouldHaveSingleItem();

        error.Line.ShouldBe(3);
        error.Message.ShouldBe("more than 100 maps and lists inside each other");
    }

    [Fact]
    public void Stack_OfAliasesThatMultiply_IsRefused()
    {
        var text = new StringBuilder("config:\n  mtls:mesh:\n    a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 12; level++)
        {
            text.Append($"    a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        }

        StackText.Read(text.ToString()).Errors.ShouldNotBeEmpty();
    }

    [Fact]
    public void Stack_DamagedAtRandom_IsReadOrReportedAtALineOfTheFile()
    {
        var property = Prop.ForAll(Damages().ToArbitrary(), text =>
        {
            var reading = StackText.Read(text);
            var lines = text.Count(c => c == '\n') + 1;
            (reading.Intent is null).ShouldBe(reading.Errors.Count > 0);
            reading.Errors.ShouldAllBe(error => error.Line >= 1 && error.Line <= lines);
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), property);
    }

    [Fact]
    public void Stack_ThatDoesNotExist_ListsThoseThatDo()
    {
        var error = IntentReader.FromStack(Repository.Root, "prdo", StackText.Today).Errors.ShouldHaveSingleItem();

        error.ToString().ShouldBe($"there is no stack prdo; allowed: {string.Join(", ", StackFiles.Names(Repository.Root))}; did you mean prod?");
    }

    [Fact]
    public void Stack_NamedByAPath_IsNotLookedFor() =>
        IntentReader.FromStack(Repository.Root, "../stacks/Pulumi.prod", StackText.Today).Intent.ShouldBeNull();

    [Fact]
    public void Stack_InACheckoutWithoutStacks_SaysWhichFileToWrite()
    {
        using var folder = new TemporaryFolder();

        var error = IntentReader.FromStack(folder.Path, "prod", StackText.Today).Errors.ShouldHaveSingleItem();

        error.ToString().ShouldBe("there is no stack prod; write stacks/Pulumi.prod.yaml");
    }

    [Fact]
    public void StackFile_ThatCannotBeRead_IsReported()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "stacks"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "stacks", "Pulumi.prod.yaml"), Path.Combine(folder.Path, "nowhere"));

        var error = IntentReader.FromStack(folder.Path, "prod", StackText.Today).Errors.ShouldHaveSingleItem();

        error.ToString().ShouldBe("stacks/Pulumi.prod.yaml: the file cannot be read; check that it exists and that you may read it");
    }

    /// <summary>Prod with a few characters or lines removed, repeated, swapped or replaced.</summary>
    private static Gen<string> Damages()
    {
        var one =
            from kind in Gen.Choose(0, 5)
            from at in Gen.Choose(0, StackText.Prod.Length - 2)
            from length in Gen.Choose(1, 40)
            from character in Gen.Elements("{}[]:,-#&*!|>'\"%@`?~ \t\n\0\u0001é\ud83d0aZ".ToCharArray())
            select (Func<string, string>)(text => text.Length < 2 ? text : Damage(text, kind, Math.Min(at, text.Length - 1), length, character));
        return one.NonEmptyListOf().Select(damages => damages.Take(4).Aggregate(StackText.Prod, (text, damage) => damage(text)));
    }

    private static string Damage(string text, int kind, int at, int length, char character)
    {
        var line = text.LastIndexOf('\n', at) + 1;
        var next = text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length;
        return kind switch
        {
            0 => text.Remove(at, Math.Min(length, text.Length - at)),
            1 => text.Insert(at, character.ToString()),
            2 => string.Concat(text.AsSpan(0, at), character.ToString(), text.AsSpan(at + 1)),
            3 => text.Remove(line, next - line),
            4 => text.Insert(line, text[line..next]),
            _ => text[..Math.Max(at, 1)],
        };
    }
}

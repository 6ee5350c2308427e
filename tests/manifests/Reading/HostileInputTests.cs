using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Manifests.Reading;
using Shouldly;
using Xunit;

namespace Tests.ManifestTests.Reading;

public sealed class HostileInputTests
{
    private static readonly ManifestReader Reader = new();

    public static TheoryData<string, string, string> Texts => new()
    {
        { "brackets", new string('[', 20_000), "1:101: more than 100 maps and lists inside each other" },
        { "brackets in YAML", "a: " + new string('[', 20_000), "1:103: more than 100 maps and lists inside each other" },
        { "braces", "a: " + string.Concat(Enumerable.Repeat("{a: ", 20_000)), "1:400: more than 100 maps and lists inside each other" },
        { "dashes", string.Concat(Enumerable.Repeat("- ", 20_000)), "1:201: more than 100 maps and lists inside each other" },
        { "questions", string.Concat(Enumerable.Repeat("? ", 20_000)), "1:201: more than 100 maps and lists inside each other" },
        { "JSON objects", string.Concat(Enumerable.Repeat("{\"a\":", 20_000)), "1:501: more than 100 maps and lists inside each other" },
        { "cycle", "a: &x [*x]", "1:8: the alias '*x' is inside its own anchor" },
        { "unknown alias", "a: *x", "1:4: the alias '*x' has no anchor before it" },
        { "NUL", "a: b\nc: \0d", "2:4: the control character U+0000; manifests are text without control characters" },
        { "escape", "a: \u001b[31m", "1:4: the control character U+001B; manifests are text without control characters" },
        { "half a pair in JSON", "{\"a\": \"\\ud800\"}", "1:7: a string that is not Unicode text; it has half of a surrogate pair" },
        { "infinity", "a: .inf", "1:4: a number that is infinite or not a number; JSON, and so Kubernetes, has no word for it" },
        { "null key", "~: a", "1:1: a key that is null, a map or a list; keys are strings" },
        { "list as key", "? [a]\n: b", "1:3: a key that is null, a map or a list; keys are strings" },
        { "bad tag", "a: !!int x", "1:4: the text does not fit its tag !!int" },
        { "bad binary", "a: !!binary '%'", "1:4: the text does not fit its tag !!binary; it is not base64" },
        { "merged text", "a: {<<: x}", "1:9: '<<' merges a map or a list of maps" },
        { "tab", "a:\n  b: |\n    \tc\n\td: e\n", "4:1: a tab in the indentation, which YAML does not take" },
        { "scalar", "hello", "1:1: not a Kubernetes object; a document is a map with apiVersion, kind and metadata" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_EndsInItsOwnMessage(string name, string text, string message)
    {
        var result = Reader.ReadText(text, name);

        result.Items.ShouldBeEmpty();
        result.Errors[0].ToString().ShouldBe($"{name}:{message}");
    }

    [Theory]
    [InlineData("a:\n  b: 1\n c: 2\n", 3)]
    [InlineData("a: \"x", 1)]
    [InlineData("]", 1)]
    [InlineData("{\"a\": [}", 1)]
    [InlineData("...\n-", 1)]
    [InlineData("a: 1\nb: !![ x\n", 2)]
    [InlineData("%YAML 99999999999.1\n---\na: 1\n", 1)]
    public void SyntaxError_HasItsLine(string text, int line)
    {
        var error = Reader.ReadText(text, "f").Errors.ShouldHaveSingleItem();

        error.Message.ShouldStartWith("not valid ");
        error.Mark.Line.ShouldBe(line);
    }

    [Fact]
    public void BillionLaughs_AreNotLaughed()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 9; level++)
        {
            text.Append($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n");
        }

        Reader.ReadText(text.ToString(), "f").Errors.ShouldHaveSingleItem().Message.ShouldBe("the aliases stand for more than 100000 nodes");
    }

    [Fact]
    public void BytesThatAreNotUtf8_AreRefusedWithTheirPlace() =>
        Reader.Read(new byte[] { (byte)'a', (byte)'\n', (byte)'b', 0xFF, 0xFE }, "f").Errors.ShouldHaveSingleItem().ToString()
            .ShouldBe("f:2:2: not UTF-8; manifests are UTF-8 text");

    [Fact]
    public void LongScalars_AreRead()
    {
        var longText = new string('x', 1_000_000);

        Reader.ReadText($"a: {longText}\nb: \"{longText}\"\n", "f").Items.Single()["b"].ShouldBe(longText);
    }

    /// <summary>Whatever the text: a result, and no exception.</summary>
    [Fact]
    public void AnyText_IsReadOrRefused()
    {
        var pieces = Gen.Elements(
            "a", ": ", ":", "- ", "-", "\n", "  ", "{", "}", "[", "]", ",", "\"", "'", "&x ", "*x", "!!int ", "!", "|\n", ">-\n", "#", "%", "---\n", "...\n", "? ",
            "<<: ", "\\", "\t", "1", "~", "\r\n", "\u0085", "é", "😀", "@", "`", "null", ".inf", "0x", "\\u12");
        var texts = Gen.ListOf(pieces).Select(string.Concat).ToArbitrary();

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5000),
            Prop.ForAll(texts, text => Reader.ReadText(text, "f").Errors.All(error => error.Mark is { Line: > 0, Column: > 0 } && error.Message.Length > 0)));
    }
}

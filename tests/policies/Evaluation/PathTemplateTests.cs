using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Policies.Evaluation.Authorization;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

public sealed class PathTemplateTests
{
    private static readonly Gen<string> Templates = Gen.Elements("{*}", "{**}", "/", "a", "b", ".").ListOf().Select(string.Concat);

    private static readonly Gen<string> Paths = Gen.Elements("/", "/", "a", "a", "b", ".", "=", "\n").ListOf().Select(string.Concat);

    [Theory]
    [InlineData("/carts/{*}", "/carts/7", true)]
    [InlineData("/carts/{*}", "/carts/", false)]
    [InlineData("/carts/{*}", "/carts/7/items", false)]
    [InlineData("/carts/{*}/items", "/carts/7/items", true)]
    [InlineData("/entries/{**}", "/entries/", true)]
    [InlineData("/entries/{**}", "/entries/2026/11", true)]
    [InlineData("/entries/{**}", "/entries", false)]
    [InlineData("/{*}", "/é", false)]
    [InlineData("/{*}", "/a?b", false)]
    public void Matches_Path_IsWhatTheTemplateSays(string template, string path, bool matches) => new PathTemplate(template).Matches(path).ShouldBe(matches);

    [Fact]
    public void Matches_AnyPath_IsWhatTheRegularExpressionOfTheTemplateSays() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Templates.ToArbitrary(), Paths.ToArbitrary(), (template, path) =>
        {
            var pattern = Regex.Escape(template)
                .Replace(Regex.Escape("{**}"), @"[a-zA-Z0-9\-._~%!$&'()+,;:@/]*", StringComparison.Ordinal)
                .Replace(Regex.Escape("{*}"), @"[a-zA-Z0-9\-._~%!$&'()+,;:@]+", StringComparison.Ordinal);
            return new PathTemplate(template).Matches(path) == Regex.IsMatch(path, $@"\A{pattern}\z", RegexOptions.CultureInvariant);
        }));

    [Fact]
    public void Matches_ManyTemplatesInOne_IsSoonDone() =>
        new PathTemplate(string.Concat(Enumerable.Repeat("{**}a", 200)) + "b").Matches(new string('a', 4000)).ShouldBeFalse();
}

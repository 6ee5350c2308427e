using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Policies.Istio;
using Policies.Model;
using Shouldly;
using Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace Tests.Policies.Istio;

public sealed class PathNormalizationTests(ITestOutputHelper output)
{
    [Fact]
    public void Normalize_UpstreamsCases_GivesUpstreamsPaths()
    {
        if (Repository.Shared("vectors/path-normalization.json") is not { } path)
        {
            output.WriteLine("not run: shared/vectors/path-normalization.json is not beside the checkout");
            return;
        }

        var cases = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("cases").EnumerateArray().ToList();
        cases.Count.ShouldBeGreaterThan(80);
        foreach (var expected in cases)
        {
            var asked = expected.GetProperty("in").GetString()!;
            var type = MeshConfigReader.Normalization(expected.GetProperty("normalization").GetString()).ShouldNotBeNull();
            var want = expected.TryGetProperty("want", out var seen) ? seen.GetString() : null;
            PathNormalization.Normalize(asked, type).ShouldBe(want, $"{type} {asked}");
        }
    }

    [Theory]
    [InlineData("/app#part", "/app", "/app", "/app", "/app")]
    [InlineData("/app/../admin", "/app/../admin", "/admin", "/admin", "/admin")]
    [InlineData("/app//", "/app//", "/app//", "/app/", "/app/")]
    [InlineData("/app/%2f", "/app/%2f", "/app/%2f", "/app/%2f", "/app/")]
    [InlineData("/app/%2E./admin", "/app/%2E./admin", "/admin", "/admin", "/admin")]
    [InlineData(@"/app/\/\/\admin", @"/app/\/\/\admin", "/app//////admin", "/app/admin", "/app/admin")]
    [InlineData(@"/%5Ca%2f%5c%2F%2e%2e%2fb%5c\c", @"/%5Ca%2f%5c%2F%2e%2e%2fb%5c\c", "/%5Ca%2f%5c%2F..%2fb%5c/c", "/%5Ca%2f%5c%2F..%2fb%5c/c", "/a/b/c")]
    [InlineData("/app//../../admin", "/app//../../admin", "/admin", "/admin", "/admin")]
    [InlineData("/a/b/..", "/a/b/..", "/a/", "/a/", "/a/")]
    [InlineData("/a/.", "/a/.", "/a/", "/a/", "/a/")]
    [InlineData("/..", "/..", "/", "/", "/")]
    [InlineData("a", "a", "/a", "/a", "/a")]
    [InlineData("/a//b?c=//d/../%2f", "/a//b?c=//d/../%2f", "/a//b?c=//d/../%2f", "/a/b?c=//d/../%2f", "/a/b?c=//d/../%2f")]
    [InlineData("/é <", "/é <", "/%C3%A9%20%3C", "/%C3%A9%20%3C", "/%C3%A9%20%3C")]
    [InlineData("/100%", "/100%", "/100%", "/100%", "/100%")]
    public void Normalize_Path_DependsOnTheType(string path, string none, string @base, string merged, string decoded)
    {
        PathNormalization.Normalize(path, PathNormalizationType.None).ShouldBe(none);
        PathNormalization.Normalize(path, PathNormalizationType.Base).ShouldBe(@base);
        PathNormalization.Normalize(path, PathNormalizationType.MergeSlashes).ShouldBe(merged);
        PathNormalization.Normalize(path, PathNormalizationType.DecodeAndMergeSlashes).ShouldBe(decoded);
    }

    [Theory]
    [InlineData("/admin%00")]
    [InlineData("/admin\0")]
    public void Normalize_Nul_IsAnsweredWithBadRequest(string path)
    {
        PathNormalization.Normalize(path, PathNormalizationType.Base).ShouldBeNull();
        PathNormalization.Normalize(path, PathNormalizationType.None).ShouldBe(path);
    }

    [Fact]
    public void Normalize_EscapeOfOneByte_IsDecodedIfUnreservedElseKept()
    {
        for (var value = 1; value <= 255; value++)
        {
            var escape = "%" + value.ToString("x2", CultureInfo.InvariantCulture);
            var plain = char.IsAsciiLetterOrDigit((char)value) || "-._~".Contains((char)value, StringComparison.Ordinal);
            PathNormalization.Normalize($"/admin{escape}", PathNormalizationType.Base)
                .ShouldBe(plain ? $"/admin{(char)value}" : $"/admin{escape}", escape);
        }
    }

    [Fact]
    public void Normalize_NormalPathWithoutEscapes_StaysAsItIs()
    {
        var paths = Gen.Elements("a", "..", ".", "/", "//", "%2e", "\\", "?", "%41", "...").ListOf().Select(parts => "/" + string.Concat(parts));
        foreach (var type in Enum.GetValues<PathNormalizationType>())
        {
            Check.QuickThrowOnFailure(Prop.ForAll(paths.ToArbitrary(), path =>
                PathNormalization.Normalize(path, type) is { } once && PathNormalization.Normalize(once, type) == once));
        }
    }

    [Fact]
    public void WithoutQuery_Path_EndsBeforeQueryAndFragment()
    {
        PathNormalization.WithoutQuery("/a?b#c").ShouldBe("/a");
        PathNormalization.WithoutQuery("/a#c?d").ShouldBe("/a");
        PathNormalization.WithoutQuery("/a").ShouldBe("/a");
    }
}

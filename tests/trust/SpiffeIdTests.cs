using System.Text.Json;
using Shouldly;
using Tests.Support;
using Trust;
using Xunit;
using Xunit.Abstractions;

namespace Tests.Trust;

public sealed class SpiffeIdTests(ITestOutputHelper output)
{
    /// <summary>Upstream's reason for refusing, and the words in which ours says the same.</summary>
    private static readonly Dictionary<string, string> SameReasons = new()
    {
        ["cannot be empty"] = "the SPIFFE ID is empty",
        ["scheme is missing or invalid"] = "the scheme is missing or not 'spiffe://'",
        ["trust domain is missing"] = "the trust domain is missing",
        ["path cannot have a trailing slash"] = "the path ends in a slash",
        ["path cannot contain empty segments"] = "the path has an empty segment",
        ["path cannot contain dot segments"] = "the path has a dot segment",
        ["trust domain characters are limited to lowercase letters, numbers, dots, dashes, and underscores"] =
            "a trust domain holds only lower-case letters, digits, dots, dashes and underscores",
        ["path segment characters are limited to letters, numbers, dots, dashes, and underscores"] =
            "a path segment holds only letters, digits, dots, dashes and underscores",
    };

    [Fact]
    public void TryParse_UpstreamsCases_GivesUpstreamsVerdicts()
    {
        if (Repository.Shared("vectors/spiffe-id.json") is not { } path)
        {
            output.WriteLine("not run: shared/vectors/spiffe-id.json is not beside the checkout");
            return;
        }

        var cases = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("cases").EnumerateArray().ToList();
        cases.Count.ShouldBeGreaterThan(80);
        foreach (var expected in cases)
        {
            var id = expected.GetProperty("id").GetString();
            SpiffeId.TryParse(id, out var spiffeId, out var reason).ShouldBe(expected.GetProperty("valid").GetBoolean(), id);
            if (reason is null)
            {
                spiffeId.TrustDomain.Name.ShouldBe(expected.GetProperty("trustDomain").GetString());
                spiffeId.Path.ShouldBe(expected.GetProperty("path").GetString());
                spiffeId.ToString().ShouldBe(id);
            }
            else
            {
                reason.ShouldBe(SameReasons[expected.GetProperty("error").GetString()!], id);
            }
        }
    }

    [Theory]
    [InlineData("spiffe://us.mesh.example/ns/shop/sa/orders", "us.mesh.example", "/ns/shop/sa/orders")]
    [InlineData("spiffe://us.mesh.example", "us.mesh.example", "")]
    [InlineData("spiffe://td/A.b_C-9", "td", "/A.b_C-9")]
    public void Parse_LegalId_KeepsItsParts(string id, string trustDomain, string path)
    {
        var parsed = SpiffeId.Parse(id);

        (parsed.TrustDomain.Name, parsed.Path, parsed.ToString()).ShouldBe((trustDomain, path, id));
    }

    [Theory]
    [InlineData("spiffe://td:80/x")]
    [InlineData("spiffe://user@td/x")]
    [InlineData("spiffe://td/x?query")]
    [InlineData("spiffe://td/x#fragment")]
    [InlineData("spiffe://td/%41")]
    [InlineData("spiffe://td/a//b")]
    [InlineData("spiffe://td/../a")]
    [InlineData("SPIFFE://td/a")]
    [InlineData("spiffe://TD/a")]
    [InlineData(" spiffe://td/a")]
    [InlineData("spiffe://td/a\n")]
    [InlineData("spiffe://td/é")]
    public void TryParse_WhatAUriParserWouldForgive_IsRefused(string id) => SpiffeId.TryParse(id, out _, out _).ShouldBeFalse();

    [Fact]
    public void TryParse_Length_IsLimitedTo2048()
    {
        const string Start = "spiffe://td/";
        SpiffeId.TryParse(Start + new string('a', 2048 - Start.Length), out _, out _).ShouldBeTrue();
        SpiffeId.TryParse(Start + new string('a', 2049 - Start.Length), out _, out var reason).ShouldBeFalse();
        reason.ShouldBe("the SPIFFE ID has 2049 characters; at most 2048 are allowed");
    }

    [Fact]
    public void ForServiceAccount_Names_FormTheIstioPath()
    {
        var id = SpiffeId.ForServiceAccount(TrustDomain.Parse("eu.mesh.example"), "shop", "orders");

        id.ShouldBe(SpiffeId.Parse("spiffe://eu.mesh.example/ns/shop/sa/orders"));
        Should.Throw<FormatException>(() => SpiffeId.ForServiceAccount(TrustDomain.Parse("td"), "shop", "a/../b"));
        Should.Throw<FormatException>(() => SpiffeId.ForServiceAccount(TrustDomain.Parse("td"), "", "a"));
    }
}

using Manifests.Istio.Networking.V1;
using Manifests.Reading;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Istio.Delegates;

/// <summary>What becomes of routes that delegate (istio: pilot/pkg/model/virtualservice.go; its own tables are TestMergeHttpRoutes and TestHasConflict).</summary>
public sealed class DelegatedRoutesTests
{
    [Theory]
    [InlineData("regex: /a.*", "prefix: /a", null)]
    [InlineData("prefix: /a", "regex: /a.*", null)]
    [InlineData("regex: /a.*", "regex: /a.*", null)]
    [InlineData("prefix: /a", "prefix: /a/b", "prefix=/a/b")]
    [InlineData("prefix: /a/b", "prefix: /a", null)]
    [InlineData("prefix: /a", "exact: /a", "exact=/a")]
    [InlineData("prefix: /a", "exact: /b", null)]
    [InlineData("exact: /a", "exact: /a", "exact=/a")]
    [InlineData("exact: /a", "exact: /b", null)]
    [InlineData("exact: /a", "prefix: /a", null)]
    public void Merged_TwoPaths_IsTheDelegatesWhereItIsWithinTheRoots(string root, string leaf, string? merged) =>
        Paths(Merge($"match: [{{ uri: {{ {root} }} }}], ", $"match: [{{ uri: {{ {leaf} }} }}], ")).ShouldBe(merged is null ? [] : [merged]);

    [Theory]
    [InlineData("headers: { a: { exact: x } }", "headers: { a: { exact: z } }", false)]
    [InlineData("headers: { a: { exact: x } }", "headers: { b: { exact: z } }", true)]
    [InlineData("headers: { a: { prefix: x } }", "headers: { a: { exact: xz } }", true)]
    [InlineData("withoutHeaders: { a: { prefix: x } }", "withoutHeaders: { a: { exact: z } }", false)]
    [InlineData("queryParams: { a: { exact: x } }", "queryParams: { a: { exact: z } }", false)]
    [InlineData("method: { exact: GET }", "method: { exact: POST }", false)]
    [InlineData("scheme: { exact: http }", "scheme: { exact: https }", false)]
    [InlineData("authority: { prefix: a }", "authority: { exact: ab }", true)]
    [InlineData("ignoreUriCase: true", "method: { exact: GET }", false)]
    [InlineData("port: 80", "port: 81", false)]
    [InlineData("port: 80", "method: { exact: GET }", true)]
    [InlineData("sourceLabels: { a: x }", "sourceLabels: { a: z }", false)]
    [InlineData("sourceLabels: { a: x }", "sourceLabels: { b: z }", true)]
    [InlineData("sourceNamespace: a", "method: { exact: GET }", false)]
    [InlineData("method: { exact: GET }", "sourceNamespace: a", true)]
    [InlineData("gateways: [web/one]", "gateways: [web/one, mesh]", false)]
    [InlineData("gateways: [one, mesh]", "gateways: [web/one]", true)]
    [InlineData("gateways: [one]", "gateways: [one]", false)]
    public void Merged_TwoMatches_AreOneWhereIstiodSeesThatOneIsWithinTheOther(string root, string leaf, bool isMade) =>
        Merge($"match: [{{ {root} }}], ", $"match: [{{ {leaf} }}], ").Count.ShouldBe(isMade ? 1 : 0);

    [Fact]
    public void Merged_SeveralMatches_AreThoseOfTheDelegateWithinEachOfTheRoots() =>
        Merge("match: [{ headers: { a: { regex: x } } }, { headers: { b: { exact: z } } }], ", "match: [{ uri: { prefix: / } }], ").ShouldHaveSingleItem()
            .Match!.Select(match => $"{match.Uri!.Prefix} {string.Join(',', match.Headers!.Keys)}").ShouldBe(["/ a", "/ b"]);

    /// <summary>One match of the delegate that is within none of the root's drops the whole route.</summary>
    [Fact]
    public void Merged_AMatchWithinNoneOfTheRoots_DropsTheRoute() =>
        Merge("match: [{ uri: { prefix: /a } }], ", "match: [{ uri: { prefix: /a/b } }, { uri: { prefix: /c } }], ").ShouldBeEmpty();

    [Fact]
    public void Merged_WithoutAMatchOfItsOwn_HasTheRoots() => Paths(Merge("match: [{ uri: { prefix: /a } }], ", "")).ShouldBe(["prefix=/a"]);

    [Fact]
    public void Merged_WithoutAnyMatch_TakesEverything() => Merge("", "").ShouldHaveSingleItem().Match.ShouldBeNull();

    /// <summary>What the delegate does not say the root says, and short names of the delegate are of its namespace.</summary>
    [Fact]
    public void Merged_ARoute_HasTheRootsRewriteAndTheDelegatesDestination()
    {
        var route = Merge("rewrite: { uri: /root }, headers: { request: { set: { x: root } } }, ", "headers: { request: { set: { x: leaf } } }, ").ShouldHaveSingleItem();

        (route.Rewrite!.Uri, route.Headers!.Request!.Set!["x"], route.Delegate).ShouldBe(("/root", "leaf", null));
        route.Route!.ShouldHaveSingleItem().Destination.Host.ShouldBe("server.app.svc.cluster.local");
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("exportTo: [.], ", 0)]
    [InlineData("exportTo: [web], ", 1)]
    [InlineData("exportTo: ['~'], ", 0)]
    [InlineData("hosts: [a.example], ", 0)]
    public void Merged_ADelegateThatTheRootDoesNotSee_IsNoRoute(string besides, int routes) => Merge("", "", besides).Count.ShouldBe(routes);

    [Fact]
    public void Merged_ADelegate_IsNoVirtualServiceOfItsOwn() =>
        Read("", "", "").VirtualServices.Select(service => service.Reference.ToString()).ShouldBe(["VirtualService web/root"]);

    /// <summary>What is not known of the delegate is not known of the routes that come of it.</summary>
    [Fact]
    public void Merged_AFieldThatIsNotModelled_IsOneOfTheWhole()
    {
        var cluster = Read("", "mirror: { host: a }, unheardOf: true, ", "");

        cluster.Reviews.Of(cluster.VirtualServices.ShouldHaveSingleItem().Manifest).Open.ShouldNotBeNull().ShouldContain("unheardOf");
    }

    private static IEnumerable<string> Paths(IEnumerable<VirtualServiceHttp> routes) =>
        routes.SelectMany(route => route.Match!).Select(match => match.Uri is { Exact: { } exact } ? $"exact={exact}" : $"prefix={match.Uri!.Prefix}");

    private static IReadOnlyList<VirtualServiceHttp> Merge(string root, string leaf, string besides = "") => Read(root, leaf, besides).VirtualServices[^1].Object.Spec!.Http!;

    private static Cluster Read(string root, string leaf, string besides)
    {
        var read = new ManifestReader().ReadText(
            $$"""
            { apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: leaf, namespace: app }, spec: { {{besides}}http: [ { {{leaf}}route: [ { destination: { host: server } } ] } ] } }
            ---
            { apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: root, namespace: web }, spec: { hosts: [ a.example ], gateways: [ one ], http: [ { {{root}}delegate: { name: leaf, namespace: app } } ] } }
            """,
            "delegates.yaml");
        read.Errors.ShouldBeEmpty();
        return ManifestInventory.Read(read.Items);
    }
}

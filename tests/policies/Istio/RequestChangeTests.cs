using Manifests.Istio.Networking.V1;
using Manifests.Reading;
using Policies.Istio;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Istio;

/// <summary>What routes make of requests (istio: pilot/pkg/networking/core/route/route.go, TranslateRoute; Envoy: source/common/router/config_impl.cc).</summary>
public sealed class RequestChangeTests
{
    private const string Way = "route: [ { destination: { host: a } } ]";

    [Theory]
    [InlineData("match: [ { uri: { prefix: /a } } ], rewrite: { uri: /b }", "/a/x?q=/a", "/b/x?q=/a")]
    [InlineData("match: [ { uri: { prefix: /a/ } } ], rewrite: { uri: / }", "/a/x", "/x")]
    [InlineData("match: [ { uri: { exact: /a } } ], rewrite: { uri: /b }", "/a?q", "/b?q")]
    [InlineData("match: [ { uri: { regex: '/a/.*' } } ], rewrite: { uri: /b }", "/a/x/y", "/b")]
    [InlineData("rewrite: { uri: /b/ }", "/x", "/b/x")]
    [InlineData("match: [ { method: { exact: GET } } ], rewrite: { uri: /b }", "/x", "/bx")]
    [InlineData("rewrite: { uriRegexRewrite: { match: '/.*', rewrite: /b } }", "/x/y?q", "/b?q")]
    [InlineData("rewrite: { uriRegexRewrite: { match: '.*', rewrite: /b } }", "/x/y", "/b")]
    [InlineData("rewrite: { uriRegexRewrite: { match: '^/v1/(.*)', rewrite: '/\\1' } }", "/v1/x/y", "/x/y")]
    [InlineData("rewrite: { uriRegexRewrite: { match: 'a', rewrite: 'b' } }", "/a/a", "/b/b")]
    [InlineData("rewrite: { uriRegexRewrite: { match: '/([^/]+)/([^/]+)', rewrite: '/\\2/\\1' } }", "/x/y/z", "/y/x/z")]
    [InlineData("rewrite: { uriRegexRewrite: { match: '/x', rewrite: '/\\0\\\\' } }", "/x", "//x\\")]
    [InlineData("rewrite: { uriRegexRewrite: { match: '/nothing', rewrite: /b } }", "/x", "/x")]
    [InlineData("rewrite: { uri: /no, uriRegexRewrite: { match: '/x', rewrite: /b } }", "/x", "/b")]
    [InlineData("rewrite: { uriRegexRewrite: { match: '(?P<n>x)', rewrite: /b } }", "/x", null)]
    [InlineData("rewrite: { uriRegexRewrite: { match: 'x*', rewrite: y } }", "/x", null)]
    [InlineData("rewrite: { uriRegexRewrite: { match: '\\pL', rewrite: y } }", "/x", null)]
    [InlineData("rewrite: { uriRegexRewrite: { match: 'x', rewrite: '\\q' } }", "/x", null)]
    public void Apply_ARewrittenPath_IsEnvoys(string route, string path, string? behind) => (Apply($"{route}, {Way}", new HttpCall { Path = path })?.Path).ShouldBe(behind);

    [Theory]
    [InlineData("set: { x: new }", "old", "new")]
    [InlineData("set: { X: new }", null, "new")]
    [InlineData("add: { x: new }", "old", "old,new")]
    [InlineData("add: { x: new }", null, "new")]
    [InlineData("remove: [ X ]", "old", null)]
    [InlineData("remove: [ x ], add: { x: new }", "old", "new")]
    [InlineData("remove: [ x ], set: { x: new }", "old", "new")]
    [InlineData("set: { x: new }, add: { x: more }", "old", "new,more")]
    [InlineData("set: { y: new }", "old", "old")]
    public void Apply_AChangedHeader_IsEnvoys(string request, string? old, string? value) =>
        Apply($"headers: {{ request: {{ {request} }} }}, {Way}", With(old)).ShouldNotBeNull().Headers.GetValueOrDefault("x").ShouldBe(value);

    /// <summary>A single destination's changes come after its route's, but everything is removed first; of several destinations each comes before the route.</summary>
    [Theory]
    [InlineData("set: { x: route }", "set: { x: way }", false, "way")]
    [InlineData("set: { x: route }", "set: { x: way }", true, "route")]
    [InlineData("set: { x: route }", "remove: [ x ]", false, "route")]
    [InlineData("remove: [ x ]", "set: { x: way }", false, "way")]
    [InlineData("remove: [ x ]", "set: { x: way }", true, null)]
    [InlineData("add: { x: route }", "add: { x: way }", false, "old,route,way")]
    [InlineData("add: { x: route }", "add: { x: way }", true, "old,way,route")]
    public void Apply_ChangesOfRouteAndDestination_AreMadeInEnvoysOrder(string route, string way, bool isOneOfTwo, string? value) => Apply(
        $"headers: {{ request: {{ {route} }} }}, route: [ {{ destination: {{ host: a }}, headers: {{ request: {{ {way} }} }} }}{(isOneOfTwo ? ", { destination: { host: b }, weight: 1 }" : "")} ]",
        With("old")).ShouldNotBeNull().Headers.GetValueOrDefault("x").ShouldBe(value);

    [Theory]
    [InlineData("rewrite: { authority: b }, headers: { request: { set: { host: c } } }", "", "b")]
    [InlineData("headers: { request: { set: { ':authority': c } } }", ", headers: { request: { set: { Host: d } } }", "c")]
    [InlineData("headers: { request: { set: { x: y1 } } }", ", headers: { request: { add: { Host: d } } }", "d")]
    [InlineData("headers: { request: { remove: [ host ] } }", "", "a")]
    public void Apply_AnAuthority_IsTheRewritesThenTheRoutesThenTheDestinations(string route, string way, string host) =>
        Apply($"{route}, route: [ {{ destination: {{ host: a }}{way} }} ]", new HttpCall { Host = "a" }).ShouldNotBeNull().Host.ShouldBe(host);

    /// <summary>Headers that say who calls, for whom, or that hold tokens, and values that Envoy makes of the request, are not followed.</summary>
    [Theory]
    [InlineData("remove: [ Authorization ]")]
    [InlineData("remove: [ x-jwt ]")]
    [InlineData("set: { x-forwarded-for: 1.2.3.4 }")]
    [InlineData("set: { x: '%REQ(y)%' }")]
    public void Apply_WhatDecidesByOtherMeans_IsOpen(string request) => Apply($"headers: {{ request: {{ {request} }} }}, {Way}", new HttpCall()).ShouldBeNull();

    [Theory]
    [InlineData("match: [ { uri: { exact: /a } } ], rewrite: { uri: /b }", "/b")]
    [InlineData("match: [ { uri: { exact: /v1/a } } ], rewrite: { uriRegexRewrite: { match: '^/v1', rewrite: '' } }", "/a")]
    [InlineData("match: [ { uri: { exact: /a }, ignoreUriCase: true } ], rewrite: { uriRegexRewrite: { match: a, rewrite: b } }", null)]
    [InlineData("match: [ { uri: { prefix: /a } } ], rewrite: { uri: /b }", null)]
    [InlineData("match: [ { uri: { regex: '/a.*' } } ], rewrite: { uri: /b }", "/b")]
    [InlineData("rewrite: { uriRegexRewrite: { match: '^/.*$', rewrite: /b } }", "/b")]
    [InlineData("rewrite: { uriRegexRewrite: { match: '/.+', rewrite: /b } }", null)]
    [InlineData("rewrite: { uriRegexRewrite: { match: '(.*)', rewrite: '/x\\1' } }", null)]
    public void Constant_OfAPath_IsWhatAllRequestsGet(string text, string? path)
    {
        var (cluster, route) = Read($"{text}, {Way}");
        var match = route.Match?[0];

        RequestChange.Of(cluster, route, route.Route![0], match)!.Path!.Constant(match).ShouldBe(path);
    }

    [Theory]
    [InlineData("match: [ { uri: { prefix: /a } } ], rewrite: { uri: /a }")]
    [InlineData("rewrite: { uriRegexRewrite: { match: '.*', rewrite: '\\0' } }")]
    public void Of_ARewriteToTheSamePath_ChangesNoPath(string text)
    {
        var (cluster, route) = Read($"{text}, {Way}");

        RequestChange.Of(cluster, route, route.Route![0], route.Match?[0])!.Path.ShouldBeNull();
    }

    private static HttpCall With(string? value) => new() { Headers = value is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["x"] = value } };

    private static HttpCall? Apply(string route, HttpCall request)
    {
        var (cluster, read) = Read(route);
        return RequestChange.Of(cluster, read, read.Route![0], read.Match?[0])!.Apply(request);
    }

    private static (Cluster Cluster, VirtualServiceHttp Route) Read(string route)
    {
        var read = new ManifestReader().ReadText(
            $$"""
            { apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: v, namespace: app }, spec: { hosts: [ a ], http: [ { {{route}} } ] } }
            ---
            { apiVersion: security.istio.io/v1, kind: RequestAuthentication, metadata: { name: r, namespace: app }, spec: { jwtRules: [ { issuer: i, fromHeaders: [ { name: X-Jwt } ] } ] } }
            """,
            "route.yaml");
        read.Errors.ShouldBeEmpty();
        var cluster = ManifestInventory.Read(read.Items);
        return (cluster, cluster.VirtualServices[0].Object.Spec!.Http![0]);
    }
}

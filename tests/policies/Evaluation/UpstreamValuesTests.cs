using System.Text.Json.Nodes;
using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Tests.Policies.Istio;
using Xunit;
using Xunit.Abstractions;

namespace Tests.Policies.Evaluation;

/// <summary>How single values of rules match, asked of the whole evaluator.</summary>
public sealed class UpstreamValuesTests(ITestOutputHelper output)
{
    [Fact]
    public void ServiceAccounts_UpstreamsCases_MatchAsUpstream()
    {
        foreach (var expected in Vectors.Read("authorization-service-account", output)?.Cases() ?? [])
        {
            var identity = expected["identity"]!.ToString();
            var allowed = Allows($$"""{ from: [ { source: { serviceAccounts: ["{{expected["value"]}}"] } } ] }""", $$"""from: { identity: "{{identity}}" }""", "mesh: { skipValidateTrustDomain: true }");
            allowed.ShouldBe((bool)expected["wantMatch"]!, expected.ToJsonString());
        }
    }

    /// <summary>Each case by a token that the generated matcher takes, and by some that it does not.</summary>
    [Fact]
    public void RequestPrincipals_UpstreamsCases_MatchAsUpstream()
    {
        string[] issuers = ["foo", "xfoo", "foox", "bar", "xbar", "barx"];
        foreach (var expected in Vectors.Read("authorization-request-principal", output)?.Cases() ?? [])
        {
            var ids = expected["want"]!["and_ids"]!["ids"]!.AsArray();
            foreach (var issuer in issuers)
            {
                foreach (var subject in issuers)
                {
                    var wanted = Matches(ids[0]!, issuer) && Matches(ids[1]!, subject);
                    Allows(
                        $$"""{ from: [ { source: { requestPrincipals: ["{{expected["value"]}}"] } } ] }""",
                        $$"""jwt: { iss: "{{issuer}}", sub: "{{subject}}" }""",
                        "",
                        $$"""{ kind: RequestAuthentication, metadata: { name: r, namespace: shop }, spec: { jwtRules: [ { issuer: "{{issuer}}" } ] } }""")
                        .ShouldBe(wanted, $"{expected["value"]}: {issuer} {subject}");
                }
            }
        }
    }

    /// <summary>
    /// Each value by probes that the generated matcher takes, and by some that it does not. The keys of <c>envoyFilter</c> get the beginning that a
    /// policy needs; upstream gives its generator shorter ones.
    /// </summary>
    [Fact]
    public void Values_UpstreamsCases_MatchAsUpstream()
    {
        var count = 0;
        foreach (var expected in Vectors.Read("authorization-values", output)?.Cases() ?? [])
        {
            var (generator, value, want) = (expected["generator"]!.ToString(), expected["value"]!.ToString(), expected["want"]);
            foreach (var probe in ProbesOf(generator))
            {
                var wanted = want is not null && Takes(want, probe);
                Allows(RuleOf(generator, value, expected["key"]!.ToString()), CallOf(generator, probe), "mesh: { skipValidateTrustDomain: true }", "", (bool)expected["forTcp"]! ? "TCP" : "HTTP", generator == "destIP" ? probe : "10.9.9.9")
                    .ShouldBe(wanted, $"{expected.ToJsonString()}: {probe}");
                count++;
            }
        }

        count.ShouldBeOneOf(0, 82);
    }

    private static string[] ProbesOf(string generator) => generator switch
    {
        "destIP" or "srcIP" or "remoteIP" => ["1.2.3.4", "1.2.3.5"],
        "destPort" => ["80", "81"],
        "connSNI" => ["exact.com", "x.exact.com", ""],
        "requestHeader" or "host" => ["foo", "FOO", "foobar"],
        "path" => ["/abc", "/abc/", "/abc/x", "/abc/x/y", "/ABC"],
        "method" => ["GET", "get", "POST"],
        "envoyFilter" => ["val", "value", "[v1]", "[w, 'v1, v2']"],
        _ => ["foo", "cluster.local/ns/foo/sa/a", "cluster.example/ns/bar/sa/a", "notlocal/ns/foo/sa/a", "other.example/ns/foobar/sa/a"],
    };

    private static string RuleOf(string generator, string value, string key) => generator switch
    {
        "destIP" => When("destination.ip", value),
        "destPort" => When("destination.port", value),
        "connSNI" => When("connection.sni", value),
        "srcIP" => When("source.ip", value),
        "remoteIP" => When("remote.ip", value),
        "srcNamespace" => When("source.namespace", value),
        "srcTrustDomain" => When("source.trustDomain", value),
        "srcPrincipal" => When("source.principal", value),
        "envoyFilter" => When(key.Replace("experimental.", "experimental.envoy.filters.", StringComparison.Ordinal), value),
        "requestHeader" => When("request.headers[x-foo]", value),
        _ => $$"""{ to: [ { operation: { {{generator}}s: ["{{value}}"] } } ] }""",
    };

    private static string CallOf(string generator, string probe) => generator switch
    {
        "srcIP" => $"sourceIp: {probe}",
        "remoteIP" => $"sourceIp: 10.0.0.1, remoteIp: {probe}",
        "connSNI" => $"from: spiffe://cluster.local/ns/x/sa/y, sni: \"{probe}\"",
        "requestHeader" => $$"""headers: { x-foo: "{{probe}}" }""",
        "envoyFilter" => $"metadata: {{ envoy.filters.a.b.c: {{ d: {probe} }} }}",
        "host" => $"host: {probe}",
        "path" => $"path: {probe}",
        "method" => $"method: {probe}",
        "destPort" => $"targetPort: {probe}",
        "destIP" => "method: GET",
        _ => $"from: spiffe://{probe}",
    };

    private static string When(string key, string value) => $$"""{ when: [ { key: "{{key}}", values: ["{{value}}"] } ] }""";

    /// <summary>What Envoy makes of the matcher.</summary>
    private static bool Takes(JsonNode want, string probe)
    {
        var matcher = (want["permission"] ?? want["principal"])!.AsObject().Single();
        var inner = matcher.Value!;
        return matcher.Key switch
        {
            "destinationIp" or "directRemoteIp" or "remoteIp" => inner["addressPrefix"]!.ToString() == probe,
            "destinationPort" => inner.ToString() == probe,
            "filter_state" => TextMatches(inner["string_match"]!, $"spiffe://{probe}"),
            "header" => TextMatches(inner["stringMatch"]!, probe),
            "metadata" when inner["value"]!["listMatch"] is { } list => probe == $"[w, '{list["oneOf"]!["stringMatch"]!["exact"]}']",
            "metadata" => TextMatches(inner["value"]!["stringMatch"]!, probe),
            "urlPath" => TextMatches(inner["path"]!, probe),
            "uriTemplate" => probe.StartsWith("/abc/", StringComparison.Ordinal) && probe.Length > 5 && !probe[5..].Contains('/', StringComparison.Ordinal),
            _ => TextMatches(inner, probe),
        };
    }

    private static bool TextMatches(JsonNode match, string text) =>
        match["exact"] is { } exact ? text.Equals(exact.ToString(), match["ignoreCase"] is null ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)
        : match["prefix"] is { } prefix ? text.StartsWith(prefix.ToString(), StringComparison.Ordinal)
        : System.Text.RegularExpressions.Regex.IsMatch(text, $"^(?:{match["safeRegex"]!["regex"]})$");

    [Fact]
    public void Paths_UpstreamsCases_AreNormalizedAsUpstream()
    {
        foreach (var expected in Vectors.Read("path-normalization", output)?.Cases() ?? [])
        {
            // Where the proxy answers 400 there is no path.
            if (expected["want"] is null)
            {
                continue;
            }

            var wanted = expected["want"]!.ToString();
            if (wanted.AsSpan().ContainsAny("{}?#*") || !wanted.StartsWith('/'))
            {
                continue;
            }

            Allows($$"""{ to: [ { operation: { paths: [{{JsonValue.Create(wanted).ToJsonString()}}] } } ] }""", $"path: {JsonValue.Create(expected["in"]!.ToString()).ToJsonString()}", $"mesh: {{ pathNormalization: {expected["normalization"]} }}")
                .ShouldBeTrue(expected.ToJsonString());
        }
    }

    private static bool Matches(JsonNode id, string text)
    {
        var match = id["metadata"]!["value"]!["string_match"]!;
        return match["safe_regex"] is not null
            || match["exact"]?.ToString() == text
            || (match["prefix"] is { } prefix && text.StartsWith(prefix.ToString(), StringComparison.Ordinal))
            || (match["suffix"] is { } suffix && text.EndsWith(suffix.ToString(), StringComparison.Ordinal));
    }

    private static bool Allows(string rule, string call, string mesh = "", string config = "", string protocol = "HTTP", string ip = "10.9.9.9")
    {
        var reading = ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {{mesh}}
            workloads: [ { name: w, namespace: shop, ip: {{ip}}, ports: [ { name: p, servicePort: 80, targetPort: 80, protocol: {{protocol}} }, { name: q, servicePort: 81, targetPort: 81, protocol: {{protocol}} } ] } ]
            config: [ { kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { rules: [ {{rule}} ] } }{{(config.Length > 0 ? $", {config}" : "")}} ]
            calls: [ { to: w, {{(call.Contains("targetPort", StringComparison.Ordinal) ? "" : "port: 80, ")}}{{call}} } ]
            """), "s");
        reading.Errors.ShouldBeEmpty();
        return new Evaluator(new Fleet { Clusters = [reading.Scenarios[0].Cluster] }).Evaluate(reading.Scenarios[0].Calls[0][0]).Allow.ShouldNotBeNull();
    }
}

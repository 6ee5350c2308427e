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

    private static bool Allows(string rule, string call, string mesh = "", string config = "")
    {
        var reading = ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {{mesh}}
            workloads: [ { name: w, namespace: shop, ports: [ { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP } ] } ]
            config: [ { kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { rules: [ {{rule}} ] } }{{(config.Length > 0 ? $", {config}" : "")}} ]
            calls: [ { to: w, port: 80, {{call}} } ]
            """), "s");
        reading.Errors.ShouldBeEmpty();
        return new Evaluator(new Fleet { Clusters = [reading.Scenarios[0].Cluster] }).Evaluate(reading.Scenarios[0].Calls[0][0]).Allow.ShouldNotBeNull();
    }
}

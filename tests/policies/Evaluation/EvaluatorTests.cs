using System.Text;
using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>What upstream's end-to-end cases leave out, one sentence of the semantics each.</summary>
public sealed class EvaluatorTests
{
    private const string Workloads = """
        workloads:
        - { name: web, namespace: shop, labels: { app: web }, serviceAccount: web }
        - { name: job, namespace: shop, labels: { app: job }, sidecar: false }
        - { name: db, namespace: shop, labels: { app: db }, serviceAccount: db, ports: [
            { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP }, { name: tcp, servicePort: 5432, targetPort: 5432, protocol: TCP } ] }
        """;

    public static TheoryData<string, string, string, string> Cases => new()
    {
        // Policies, call, verdict over transport, decided by.
        { "", "from: web, to: db, port: 80", "True Mtls", "no ALLOW policy" },
        { Policy("{}"), "from: web, to: db, port: 80", "False Mtls", "implicit deny" },
        { Policy("{ rules: [ {} ] }"), "from: job, to: db, port: 80", "True Plaintext", "ns[shop]-policy[p]-rule[0]" },
        { Policy("{ action: DENY, rules: [ {} ] }"), "from: web, to: db, port: 80", "False Mtls", "ns[shop]-policy[p]-rule[0]" },
        { Policy("{ action: AUDIT, rules: [ {} ] }"), "from: web, to: db, port: 80", "True Mtls", "no ALLOW policy" },
        { Policy("{ action: CUSTOM, provider: { name: opa }, rules: [ {} ] }"), "from: web, to: db, port: 80", " Mtls", "ns[shop]-policy[p]-rule[0]" },
        { Policy("{}", "annotations: { istio.io/dry-run: 'true' }, "), "from: web, to: db, port: 80", "True Mtls", "no ALLOW policy" },
        { Policy("{ action: DENY, rules: [ { to: [ { operation: { methods: [POST] } } ] } ] }"), "from: web, to: db, port: 80", "True Mtls", "no ALLOW policy" },
        { Policy("{ action: DENY, rules: [ { to: [ { operation: { methods: [POST] } } ] } ] }"), "from: web, to: db, port: 5432", "False Mtls", "ns[shop]-policy[p]-rule[0]" },
        { Policy("{ rules: [ { to: [ { operation: { ports: ['5432'] } }, { operation: { paths: [/a] } } ] } ] }"), "from: web, to: db, port: 5432", "False Mtls", "implicit deny" },
        { Policy("{ rules: [ { from: [ { source: { notPrincipals: [a/ns/b/sa/c] } } ] } ] }"), "to: db, port: 80", "True Plaintext", "ns[shop]-policy[p]-rule[0]" },
        { Policy("{ rules: [ { from: [ { source: { principals: ['spiffe://cluster.local/ns/shop/sa/web'] } } ] } ] }"), "from: web, to: db, port: 80", "False Mtls", "implicit deny" },
        { Policy("{ rules: [ { from: [ { source: { principals: ['*/sa/*'] } } ] } ] }"), "from: web, to: db, port: 80", "False Mtls", "implicit deny" },
        { Policy("{ rules: [ { from: [ { source: { ipBlocks: [10.0.0.0/8] } } ] } ] }"), "from: web, to: db, port: 80", " Mtls", "ns[shop]-policy[p]-rule[0]" },
        { Policy("{ rules: [ { from: [ { source: { ipBlocks: [10.0.0.0/8] } } ] } ] }"), "from: 10.1.2.3, to: db, port: 80", "True Plaintext", "ns[shop]-policy[p]-rule[0]" },
        { Policy("{ rules: [ { when: [ { key: 'experimental.envoy.filters.a[b]', values: [c] } ] } ] }"), "from: web, to: db, port: 80", " Mtls", "ns[shop]-policy[p]-rule[0]" },
        { Policy("{ rules: [ { when: [ { key: 'experimental.envoy.filters.a[b]', values: [c] } ] }, {} ] }"), "from: web, to: db, port: 80", "True Mtls", "ns[shop]-policy[p]-rule[1]" },
        { Policy("{ action: DENY, rules: [ { when: [ { key: request.nonsense, values: [c] } ] } ] }"), "from: web, to: db, port: 80", "True Mtls", "no ALLOW policy" },
        { Policy("{ rules: [ {} ], future: 1 }"), "from: web, to: db, port: 80", " Mtls", "AuthorizationPolicy shop/p" },
        { Policy("{ rules: [ {} ] }"), "from: { identity: spiffe://other/ns/a/sa/b }, to: db, port: 80", "False None", "trust" },
        { Peer("STRICT"), "from: job, to: db, port: 80", "False None", "PeerAuthentication shop/default" },
        { Peer("STRICT"), "from: web, to: db, port: 80, direct: true, targetPort: 8080", "False None", "PeerAuthentication shop/default" },
        { Peer("DISABLE"), "from: web, to: db, port: 80", "True Plaintext", "no ALLOW policy" },
        { Rule("{ tls: { mode: ISTIO_MUTUAL } }") + Peer("DISABLE"), "from: web, to: db, port: 80", "False None", "PeerAuthentication shop/default" },
        { Rule("{ tls: { mode: ISTIO_MUTUAL } }") + Peer("DISABLE"), "from: web, to: db, port: 5432", "False None", "PeerAuthentication shop/default" },
        { Rule("{ tls: {} }") + Peer("STRICT"), "from: web, to: db, port: 80", "False None", "PeerAuthentication shop/default" },
        { Rule("{ tls: { mode: SIMPLE } }"), "from: web, to: db, port: 80", "False None", "PERMISSIVE by default" },
        { Rule("{ tls: { mode: SIMPLE } }"), "from: web, to: db, port: 5432", "True Tls", "no ALLOW policy" },
        { Rule("{ tls: { mode: ISTIO_MUTUAL, subjectAltNames: [spiffe://a/ns/b/sa/c] } }"), "from: web, to: db, port: 80", "False None", "trust" },
        { Rule("{ tls: { mode: DISABLE }, portLevelSettings: [ { port: { number: 80 }, tls: { mode: ISTIO_MUTUAL } } ] }"), "from: web, to: db, port: 80", "True Mtls", "no ALLOW policy" },
        { Rule("{ tls: { mode: ISTIO_MUTUAL } }").Replace("host: db", "host: job", StringComparison.Ordinal), "from: web, to: job", "False None", "DestinationRule shop/r" },
        { "- { kind: VirtualService, metadata: { name: v, namespace: shop }, spec: { hosts: [db], http: [ { rewrite: { uriRegexRewrite: { match: '(?i)x', rewrite: /x } }, route: [ { destination: { host: db } } ] } ] } }\n", "from: web, to: db, port: 80", " Mtls", "VirtualService shop/v" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_OneSentenceOfTheSemantics_IsKept(string config, string call, string verdict, string decidedBy)
    {
        var found = Evaluate("", config, call);

        $"{found.Allow} {found.Transport}".ShouldBe(verdict, found.Reason);
        found.DecidedBy.ShouldBe(decidedBy);
    }

    /// <summary>
    /// On a port without requests an ALLOW rule goes as a whole, whichever of its alternatives asks about requests, while a DENY rule loses that part only
    /// (istio: pilot/pkg/security/authz/model/model.go, Generate).
    /// </summary>
    [Theory]
    [InlineData("to: [ { operation: { methods: [GET] } } ]")]
    [InlineData("to: [ { operation: { notMethods: [GET] } } ]")]
    [InlineData("to: [ { operation: { paths: [/a] } } ]")]
    [InlineData("to: [ { operation: { notPaths: [/a] } } ]")]
    [InlineData("to: [ { operation: { hosts: [a.example] } } ]")]
    [InlineData("to: [ { operation: { notHosts: [a.example] } } ]")]
    [InlineData("to: [ { operation: { ports: ['5432'] } }, { operation: { ports: ['80'], methods: [GET] } } ]")]
    [InlineData("from: [ { source: { requestPrincipals: ['*'] } } ]")]
    [InlineData("from: [ { source: { principals: ['*'] } }, { source: { notRequestPrincipals: ['*'] } } ]")]
    [InlineData("when: [ { key: 'request.headers[x-a]', values: [b] } ]")]
    [InlineData("when: [ { key: 'request.auth.claims[a]', notValues: [b] } ]")]
    public void Evaluate_RuleAboutRequestsOnAPortWithoutThem_IsGoneForAllowAndWiderForDeny(string part)
    {
        Evaluate("", Policy($"{{ rules: [ {{ {part} }} ] }}"), "from: web, to: db, port: 5432").DecidedBy.ShouldBe("implicit deny");
        Evaluate("", Policy($"{{ rules: [ {{ {part} }}, {{ to: [ {{ operation: {{ ports: ['5432'] }} }} ] }} ] }}"), "from: web, to: db, port: 5432")
            .DecidedBy.ShouldBe("ns[shop]-policy[p]-rule[1]");
        Evaluate("", Policy($"{{ action: DENY, rules: [ {{ {part} }} ] }}"), "from: web, to: db, port: 5432").DecidedBy.ShouldBe("ns[shop]-policy[p]-rule[0]");
    }

    [Fact]
    public void Evaluate_AddressOfNoService_IsDroppedWhereTheMeshSaysSo()
    {
        Evaluate("mesh: { outboundTrafficPolicy: REGISTRY_ONLY }", "", "from: web, to: db, port: 9999").DeniedBy.ShouldBe(Layer.ClientTls);
        Evaluate("", "", "from: web, to: db, port: 9999").Transport.ShouldBe(Transport.Plaintext);
    }

    [Fact]
    public void Evaluate_EveryVerdict_NamesItsLayers() =>
        Evaluate("", Peer("STRICT"), "from: job, to: db, port: 80").Layers.Select(layer => layer.Layer).ShouldBe([Layer.Network, Layer.ClientTls, Layer.ServerTls]);

    private static Verdict Evaluate(string mesh, string config, string call)
    {
        var reading = ScenarioReader.Read(Encoding.UTF8.GetBytes($"{mesh}\n{Workloads}\n{(config.Length == 0 ? "" : $"config:\n{config}")}\ncalls: [ {{ {call} }} ]"), "s.yaml");
        reading.Errors.ShouldBeEmpty();
        return new Evaluator(new Fleet { Clusters = [reading.Scenarios[0].Cluster] }).Evaluate(reading.Scenarios[0].Calls[0]).ShouldHaveSingleItem();
    }

    private static string Policy(string spec, string metadata = "") => $"- {{ kind: AuthorizationPolicy, metadata: {{ {metadata}name: p, namespace: shop }}, spec: {spec} }}\n";

    private static string Peer(string mode) => $"- {{ kind: PeerAuthentication, metadata: {{ name: default, namespace: shop }}, spec: {{ mtls: {{ mode: {mode} }} }} }}\n";

    private static string Rule(string policy) => $"- {{ kind: DestinationRule, metadata: {{ name: r, namespace: shop }}, spec: {{ host: db, trafficPolicy: {policy} }} }}\n";
}

using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>Corners of Istio's behaviour, each asked of the whole evaluator.</summary>
public sealed class ScenarioSemanticsTests
{
    private const string Gateway = """
        { kind: Gateway, apiVersion: networking.istio.io/v1, metadata: { name: g, namespace: shop }, spec: { selector: { istio: egressgateway }, servers: [ { port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] } ] } }
        """;

    private const string Sidecar = """
        { kind: Sidecar, metadata: { name: s, namespace: shop }, spec: { ingress: [ { port: { number: 8080, name: http, protocol: HTTP } } ] } },
        { kind: PeerAuthentication, metadata: { name: p, namespace: shop }, spec: { mtls: { mode: PERMISSIVE } } }
        """;

    /// <summary>Nothing marks a gateway's pods for automatic mutual TLS: its ports take what its Gateways say.</summary>
    [Fact]
    public void Gateway_CalledWithoutDestinationRule_GetsPlaintext()
    {
        var answer = Ask("{ from: shop/a, to: shop/egress, port: 80, host: www.example.com }", Gateway);
        answer.Allow.ShouldBe(true);
        answer.Transport.ShouldBe(Transport.Plaintext);
    }

    [Theory]
    [InlineData("headers: { x-token: 'Value TOKEN' }", true)]
    [InlineData("headers: { x-token: TOKEN }", false)]
    [InlineData("headers: { Authorization: 'Bearer TOKEN' }", false)]
    [InlineData("headers: { Cookie: 'a=b; session=TOKEN' }", true)]
    [InlineData("path: '/?token=TOKEN'", true)]
    [InlineData("path: '/?token=TOKEN&x=y'", true)]
    [InlineData("path: '/?other=TOKEN'", false)]
    [InlineData("jwt: { iss: i, sub: s }", true)]
    public void Token_AtPlace_CountsWhereTheRuleLooks(string call, bool allow) => Ask($"{{ from: shop/a, to: shop/b, port: 80, {Signed(call)} }}", """
        { kind: RequestAuthentication, metadata: { name: r, namespace: shop }, spec: { jwtRules: [ { issuer: i, fromHeaders: [ { name: X-Token, prefix: "Value " } ], fromParams: [token], fromCookies: [session] } ] } },
        { kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { rules: [ { from: [ { source: { requestPrincipals: [i/s] } } ] } ] } }
        """).Allow.ShouldBe(allow);

    [Theory]
    [InlineData("headers: { Authorization: 'Bearer TOKEN' }", true)]
    [InlineData("path: '/?access_token=TOKEN'", true)]
    [InlineData("headers: { Authorization: 'Bearer nonsense' }", false)]
    [InlineData("headers: { Authorization: 'Basic dTpw' }", true)] // no token at all
    [InlineData("method: OPTIONS, headers: { Authorization: 'Bearer nonsense', Origin: x, Access-Control-Request-Method: POST }", true)]
    [InlineData("method: OPTIONS, headers: { Authorization: 'Bearer nonsense', Access-Control-Request-Method: POST }", false)]
    [InlineData("jwt: { iss: i, aud: 'https://api.example/' }", true)]
    [InlineData("jwt: { iss: i, aud: other }", false)]
    [InlineData("jwt: { iss: unknown }", false)]
    public void Token_OfRequest_IsRefusedOnlyWhenBad(string call, bool allow) => Ask($"{{ from: shop/a, to: shop/b, port: 80, {Signed(call)} }}", """
        { kind: RequestAuthentication, metadata: { name: r, namespace: shop }, spec: { jwtRules: [ { issuer: i, audiences: [api.example] } ] } }
        """).Allow.ShouldBe(allow);

    /// <summary>Ports that no service has are called past the service, and taken by the chain for whatever comes.</summary>
    [Theory]
    [InlineData("", Transport.Plaintext, true)]
    [InlineData("{ kind: PeerAuthentication, metadata: { name: p, namespace: shop }, spec: { mtls: { mode: STRICT } } }", Transport.None, false)]
    public void Port_OfTheWorkloadOnly_IsCalledPastTheService(string config, Transport transport, bool allow)
    {
        foreach (var port in new[] { "19092", "{ name: tcp-wl-only, servicePort: -1, targetPort: 19092, protocol: TCP }" })
        {
            var answer = Ask($"{{ from: shop/a, to: shop/b, port: {port} }}", config);
            answer.Allow.ShouldBe(allow);
            answer.Transport.ShouldBe(transport);
        }
    }

    /// <summary>A ServiceEntry that lists a pod's address takes calls to it, and its DestinationRule says what they carry.</summary>
    [Theory]
    [InlineData("10.0.0.2")]
    [InlineData("shop/b")]
    public void Port_OfServiceEntryAtThePod_IsCalledThroughIt(string to) => Ask($"{{ from: shop/a, to: {to}, port: 19092 }}", """
        { kind: PeerAuthentication, metadata: { name: p, namespace: shop }, spec: { mtls: { mode: STRICT } } },
        { kind: ServiceEntry, metadata: { name: se, namespace: shop }, spec: { hosts: [fake.b], location: MESH_INTERNAL, resolution: NONE, addresses: [10.0.0.2], ports: [ { number: 19092, name: tcp, protocol: TCP } ] } },
        { kind: DestinationRule, metadata: { name: dr, namespace: shop }, spec: { host: fake.b, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } } }
        """).Transport.ShouldBe(Transport.Mtls);

    /// <summary>A port that the Sidecar does not list is no port of HTTP any more, whatever the service says.</summary>
    [Fact]
    public void Sidecar_WithoutThePort_TakesWhateverComes()
    {
        const string foreign = "{ from: outsider, to: shop/b, port: 85, tls: true }";
        Ask(foreign, "").Allow.ShouldBe(false);
        Ask(foreign, Sidecar).Allow.ShouldBe(true);
    }

    [Theory]
    [InlineData("SIMPLE", "SIMPLE", true)]
    [InlineData("MUTUAL", "SIMPLE", false)]
    [InlineData("MUTUAL", "MUTUAL", null)]
    [InlineData("SIMPLE", "ISTIO_MUTUAL", null)]
    [InlineData("SIMPLE", "DISABLE", false)]
    public void Sidecar_WithTlsOfItsOwn_TakesWhatItAsksFor(string server, string client, bool? allow) => Ask("{ from: shop/a, to: shop/b, port: 80 }", $$"""
        { kind: PeerAuthentication, metadata: { name: p, namespace: shop }, spec: { mtls: { mode: DISABLE } } },
        { kind: Sidecar, metadata: { name: s, namespace: shop }, spec: { workloadSelector: { labels: { app: b } }, ingress: [ { port: { number: 8080, name: https, protocol: HTTPS }, tls: { mode: {{server}} } } ] } },
        { kind: DestinationRule, metadata: { name: d, namespace: shop }, spec: { host: b, trafficPolicy: { tls: { mode: {{client}} } } } }
        """).Allow.ShouldBe(allow);

    /// <summary>Clients expect the service account of the endpoint in the mesh's own trust domain, or in one of its aliases.</summary>
    [Theory]
    [InlineData("[]", "spiffe://cluster.local/ns/shop/sa/c", true)]
    [InlineData("[]", "spiffe://old.example/ns/shop/sa/c", false)]
    [InlineData("[old.example]", "spiffe://old.example/ns/shop/sa/c", true)]
    public void Server_OfOtherTrustDomain_IsTakenByAliasOnly(string aliases, string identity, bool allow) => Ask("{ from: shop/a, to: shop/c, port: 80 }", "", $$"""
        mesh: { trustDomainAliases: {{aliases}} }
        """, $$"""{ name: c, namespace: shop, identity: "{{identity}}", ports: [ { name: http, servicePort: 80, protocol: HTTP } ] }""").Allow.ShouldBe(allow);

    /// <summary>Neither SCTP nor UDP goes through a proxy: of all policies only those of the network see it, and a name is the port of one transport.</summary>
    [Theory]
    [InlineData("SCTP", 80, true)]
    [InlineData("SCTP", 81, false)]
    [InlineData("UDP", 82, true)]
    [InlineData("UDP", 80, false)]
    [InlineData("TCP", 84, false)]
    [InlineData("TCP", 83, true)]
    public void Transport_OtherThanTcp_IsSeenByTheNetworkOnly(string protocol, int port, bool allow)
    {
        var answer = Ask($"{{ from: outsider, to: shop/c, targetPort: {port}, protocol: {protocol} }}", """
            { kind: NetworkPolicy, apiVersion: networking.k8s.io/v1, metadata: { name: n, namespace: shop }, spec: { podSelector: { matchLabels: { app: c } },
              ingress: [ { ports: [ { protocol: SCTP, port: one }, { protocol: UDP, port: 82 }, { port: 83 }, { port: one } ] } ] } },
            { kind: AuthorizationPolicy, metadata: { name: none, namespace: shop }, spec: { selector: { matchLabels: { app: c } }, action: DENY, rules: [ { to: [ { operation: { ports: ["80", "82"] } } ] } ] } }
            """, "", "{ name: c, namespace: shop, labels: { app: c }, ports: [ { name: one, targetPort: 80, protocol: SCTP }, { name: two, targetPort: 84, protocol: TCP } ] }");
        answer.Allow.ShouldBe(allow, answer.Reason);
        answer.DeniedBy.ShouldBe(allow ? null : Layer.Network, answer.Reason);
    }

    /// <summary>What a filter has noted decides where a call says it; else the answer is open. A key without brackets makes the rule void.</summary>
    [Theory]
    [InlineData("envoy.filters.http.ext_authz[role]", "admin", "metadata: { envoy.filters.http.ext_authz: { role: admin } }", true)]
    [InlineData("envoy.filters.http.ext_authz[role]", "ad*", "metadata: { envoy.filters.http.ext_authz: { role: admin } }", true)]
    [InlineData("envoy.filters.http.ext_authz[role]", "[admin]", "metadata: { envoy.filters.http.ext_authz: { role: [user, admin] } }", true)]
    [InlineData("envoy.filters.http.ext_authz[role]", "admin", "metadata: { envoy.filters.http.ext_authz: { role: [user, admin] } }", false)]
    [InlineData("envoy.filters.http.ext_authz[role]", "admin", "metadata: {}", false)]
    [InlineData("envoy.filters.http.ext_authz[role]", "admin", "path: /", null)]
    [InlineData("envoy.filters.http.ext_authz", "admin", "path: /", false)]
    public void Metadata_OfAnotherFilter_DecidesWhereTheCallSaysIt(string key, string value, string call, bool? allow) => Ask($"{{ from: shop/a, to: shop/b, port: 80, {call} }}", $$"""
        { kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { rules: [ { when: [ { key: "experimental.{{key}}", values: ["{{value}}"] } ] } ] } }
        """).Allow.ShouldBe(allow);

    /// <summary>Where istiod does not take the provider of a CUSTOM policy, the policy's rules deny.</summary>
    [Theory]
    [InlineData("{ name: ask, envoyExtAuthzGrpc: { service: ask.shop.svc.cluster.local, port: 9000, statusOnError: '503' } }", null)]
    [InlineData("{ name: ask, envoyExtAuthzHttp: { service: ask.shop.svc.cluster.local, port: 9000, pathPrefix: /check } }", null)]
    [InlineData("{ name: ask, envoyExtAuthzHttp: { service: ask.shop.svc.cluster.local, port: 9000, pathPrefix: check } }", false)]
    [InlineData("{ name: ask, envoyExtAuthzGrpc: { service: ask.shop.svc.cluster.local, port: 999999 } }", false)]
    [InlineData("{ name: ask, envoyExtAuthzGrpc: { service: ask.shop.svc.cluster.local, port: 9000, statusOnError: '999' } }", false)]
    [InlineData("{ name: ask, envoyExtAuthzGrpc: { port: 9000 } }", false)]
    [InlineData("{ name: ask, envoyExtAuthzGrpc: { service: a.b, port: 1 } }, { name: ask, envoyExtAuthzGrpc: { service: a.b, port: 1 } }", false)]
    [InlineData("{ name: other, envoyExtAuthzGrpc: { service: a.b, port: 1 } }", false)]
    [InlineData("", false)]
    public void Custom_ProviderThatIstiodDoesNotTake_Denies(string provider, bool? allow)
    {
        const string custom = "{ kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { action: CUSTOM, provider: { name: ask }, rules: [ { to: [ { operation: { paths: [/a] } } ] } ] } }";
        Ask("{ from: shop/a, to: shop/b, port: 80, path: /a }", custom, $"mesh: {{ extensionProviders: [ {provider} ] }}").Allow.ShouldBe(allow);
        Ask("{ from: shop/a, to: shop/b, port: 80, path: /b }", custom, $"mesh: {{ extensionProviders: [ {provider} ] }}").Allow.ShouldBe(true);
    }

    /// <summary>Where the server's proxy ends no mutual TLS, the application gets it: it cannot read it, or has to show a certificate of the mesh.</summary>
    [Theory]
    [InlineData("DISABLE", "HTTP", false)]
    [InlineData("DISABLE", "TCP", false)]
    [InlineData("DISABLE", "AUTO", false)]
    [InlineData("DISABLE", "TLS", null)]
    [InlineData("PERMISSIVE", "TCP", true)]
    public void MutualTls_ToAPortThatDisablesIt_DoesNotArrive(string mode, string protocol, bool? allow) => Ask("{ from: shop/a, to: shop/c, port: 80 }", $$"""
        { kind: PeerAuthentication, metadata: { name: p, namespace: shop }, spec: { mtls: { mode: {{mode}} } } },
        { kind: DestinationRule, metadata: { name: d, namespace: shop }, spec: { host: c, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } } }
        """, "", $"{{ name: c, namespace: shop, ports: [ {{ name: p, servicePort: 80, protocol: {protocol} }} ] }}").Allow.ShouldBe(allow);

    /// <summary>A token that has ended, or has not begun, is refused as one that does not verify; Envoy lets a minute pass.</summary>
    [Theory]
    [InlineData("exp: 1767225600", "2025-12-31T23:59:59Z", true)]
    [InlineData("exp: 1767225600", "2026-01-01T00:01:00Z", true)]
    [InlineData("exp: 1767225600", "2026-01-01T00:01:01Z", false)]
    [InlineData("nbf: 1767225600", "2025-12-31T23:58:59Z", false)]
    [InlineData("nbf: 1767225600", "2025-12-31T23:59:00Z", true)]
    [InlineData("iat: 1767225600", "2020-01-01T00:00:00Z", true)]
    public void Token_WithTimes_IsHeldAgainstTheClock(string times, string now, bool allow)
    {
        var reading = ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            workloads: [ { name: a, namespace: shop }, { name: b, namespace: shop, ports: [ { name: http, servicePort: 80, protocol: HTTP } ] } ]
            config: [ { kind: RequestAuthentication, metadata: { name: r, namespace: shop }, spec: { jwtRules: [ { issuer: i } ] } } ]
            calls: [ { from: shop/a, to: shop/b, port: 80, jwt: { iss: i, {{times}} } } ]
            """), "s");
        reading.Errors.ShouldBeEmpty();
        var cluster = reading.Scenarios[0].Cluster;
        var instant = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        new Evaluator(new Fleet { Clusters = [cluster with { Now = instant }] }).Evaluate(reading.Scenarios[0].Calls[0])[0].Allow.ShouldBe(allow);
        new Evaluator(new Fleet { Clusters = [cluster] }).Evaluate(reading.Scenarios[0].Calls[0])[0].Allow.ShouldBe(true);
    }

    /// <summary>A Service of the scenario stands in front of its workloads, and no other is made up for them.</summary>
    [Fact]
    public void Service_OfTheScenario_IsTheOneThatIsCalled() => Ask("{ from: shop/a, to: shop/c-v1, port: 80 }", """
        { kind: Service, metadata: { name: c, namespace: shop }, spec: { selector: { app: c }, ports: [ { name: http, port: 80, targetPort: 8080 } ] } },
        { kind: PeerAuthentication, metadata: { name: p, namespace: shop }, spec: { mtls: { mode: STRICT } } },
        { kind: DestinationRule, metadata: { name: d, namespace: shop }, spec: { host: c, trafficPolicy: { tls: { mode: DISABLE } } } }
        """, "", "{ name: c-v1, namespace: shop, labels: { app: c }, ports: [ { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP } ] }").Allow.ShouldBe(false);

    /// <summary>Two versions of one name are both behind the service of the name, and a subset tells them apart.</summary>
    [Theory]
    [InlineData("/", true)]
    [InlineData("/old", false)] // it has no proxy that would take what the rule has the client send
    public void Workloads_OfOneName_AreBothBehindItsService(string path, bool allow)
    {
        var reading = ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            workloads:
            - { name: a, namespace: shop }
            - { name: c, namespace: shop, labels: { version: new }, ports: [ { servicePort: 80, targetPort: 8080, protocol: HTTP } ] }
            - { name: c, namespace: shop, labels: { version: old }, sidecar: false, ports: [ { servicePort: 80, targetPort: 8080, protocol: HTTP } ] }
            config:
            - kind: DestinationRule
              metadata: { name: c, namespace: shop }
              spec: { host: c, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } }, subsets: [ { name: new, labels: { version: new } }, { name: old, labels: { version: old } } ] }
            - kind: VirtualService
              metadata: { name: c, namespace: shop }
              spec:
                hosts: [c]
                http:
                - { match: [ { uri: { prefix: /old } } ], route: [ { destination: { host: c, subset: old } } ] }
                - { route: [ { destination: { host: c, subset: new } } ] }
            calls: [ { from: shop/a, to: shop/c, port: 80, path: {{path}} } ]
            """), "s");
        reading.Errors.ShouldBeEmpty();
        var fleet = new Fleet { Clusters = [reading.Scenarios[0].Cluster] };

        new Evaluator(fleet).Evaluate(reading.Scenarios[0].Calls[0]).ShouldHaveSingleItem().Allow.ShouldBe(allow);
    }

    /// <summary>A token whose claims are <c>{"iss":"i","sub":"s","aud":"api.example"}</c>.</summary>
    private static string Signed(string call) => call.Replace("TOKEN", "e30.eyJpc3MiOiJpIiwic3ViIjoicyIsImF1ZCI6ImFwaS5leGFtcGxlIn0.x", StringComparison.Ordinal);

    private static Verdict Ask(string call, string config, string mesh = "", string workload = "")
    {
        var reading = ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {{mesh}}
            workloads:
            - { name: a, namespace: shop, ip: 10.0.0.1 }
            - { name: b, namespace: shop, ip: 10.0.0.2, labels: { app: b }, ports: [ { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP }, { name: http2, servicePort: 85, targetPort: 8085, protocol: HTTP2 }, { name: tcp-wl-only, targetPort: 19092, protocol: TCP } ] }
            - { name: egress, namespace: shop, ip: 10.0.0.3, labels: { istio: egressgateway }, ports: [ { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP } ] }
            {{(workload.Length > 0 ? $"- {workload}" : "")}}
            config: [ {{config}} ]
            calls: [ {{call}} ]
            """), "s");
        reading.Errors.ShouldBeEmpty();
        return new Evaluator(new Fleet { Clusters = [reading.Scenarios[0].Cluster] }).Evaluate(reading.Scenarios[0].Calls[0])[0];
    }
}

using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Modelling;

/// <summary>Where the meaning of an object is not known, verdicts that depend on it are open; others are not.</summary>
public sealed class OpenVerdictTests
{
    [Theory]
    [InlineData("{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: e, namespace: shop }, spec: { configPatches: [ { applyTo: HTTP_FILTER } ] } }", "EnvoyFilter shop/e")]
    [InlineData("{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: e, namespace: istio-system }, spec: { configPatches: [ { applyTo: HTTP_FILTER, match: { context: SIDECAR_INBOUND } } ] } }", "EnvoyFilter istio-system/e")]
    [InlineData("{ apiVersion: extensions.istio.io/v1alpha1, kind: WasmPlugin, metadata: { name: e, namespace: shop }, spec: { selector: { matchLabels: { app: b } }, url: oci://x } }", "WasmPlugin shop/e")]
    [InlineData("{ apiVersion: extensions.istio.io/v1alpha1, kind: TrafficExtension, metadata: { name: e, namespace: shop }, spec: { lua: { inlineCode: x } } }", "TrafficExtension shop/e")]
    [InlineData("{ apiVersion: networking.istio.io/v1beta1, kind: ProxyConfig, metadata: { name: e, namespace: shop }, spec: { environmentVariables: { A: b } } }", "ProxyConfig shop/e")]
    [InlineData("{ apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: { name: e }, spec: { priority: 5 } }", "AdminNetworkPolicy e")]
    [InlineData("{ apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: { name: e, namespace: shop }, spec: { endpointSelector: {} } }", "CiliumNetworkPolicy shop/e")]
    [InlineData("{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: e }, spec: { selector: all() } }", "GlobalNetworkPolicy e")]
    [InlineData("{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: e, namespace: shop }, spec: { podSelector: {}, future: true } }", "spec.future")]
    [InlineData("{ kind: DestinationRule, metadata: { name: e, namespace: shop }, spec: { host: b, trafficPolicy: { tunnel: { protocol: CONNECT, targetHost: x, targetPort: 1 } } } }", "spec.trafficPolicy.tunnel")]
    [InlineData("{ kind: DestinationRule, metadata: { name: e, namespace: shop }, spec: { host: b, trafficPolicy: { future: 1 } } }", "future")]
    [InlineData("{ kind: Sidecar, metadata: { name: e, namespace: shop }, spec: { egress: [ { hosts: [\"*/*\"], captureMode: NONE } ] } }", "spec.egress.captureMode")]
    [InlineData("{ kind: VirtualService, metadata: { name: e, namespace: shop }, spec: { hosts: [b], http: [ { route: [ { destination: { host: b } } ], future: 1 } ] } }", "future")]
    [InlineData("{ kind: RequestAuthentication, metadata: { name: e, namespace: shop }, spec: { jwtRules: [ { issuer: i, future: 1 } ] } }", "future")]
    [InlineData("{ apiVersion: gateway.networking.k8s.io/v1, kind: TCPRoute, metadata: { name: e, namespace: shop }, spec: { parentRefs: [ { kind: Service, name: b, group: \"\" } ] } }", "TCPRoute shop/e")]
    public void Object_NotModelled_LeavesVerdictsOpen(string config, string named)
    {
        var answer = Ask(config);
        answer.Allow.ShouldBeNull();
        answer.Reason.ShouldContain("unknown because");
        answer.Reason.ShouldContain(named);
    }

    [Theory]
    [InlineData("{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: e, namespace: shop }, spec: { workloadSelector: { labels: { app: other } }, configPatches: [ { applyTo: HTTP_FILTER } ] } }")]
    [InlineData("{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: e, namespace: shop }, spec: { configPatches: [ { applyTo: HTTP_FILTER, match: { context: GATEWAY } } ] } }")]
    [InlineData("{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: e, namespace: elsewhere }, spec: { configPatches: [ { applyTo: HTTP_FILTER } ] } }")]
    [InlineData("{ apiVersion: networking.istio.io/v1beta1, kind: ProxyConfig, metadata: { name: e, namespace: shop }, spec: { concurrency: 2 } }")]
    [InlineData("{ apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: { name: e, namespace: elsewhere }, spec: { endpointSelector: {} } }")]
    [InlineData("{ apiVersion: projectcalico.org/v3, kind: StagedGlobalNetworkPolicy, metadata: { name: e }, spec: {} }")]
    [InlineData("{ kind: DestinationRule, metadata: { name: e, namespace: shop }, spec: { host: b, trafficPolicy: { connectionPool: { tcp: { maxConnections: 3 } }, outlierDetection: { interval: 5s }, loadBalancer: { simple: LEAST_REQUEST } } } }")]
    [InlineData("{ kind: VirtualService, metadata: { name: e, namespace: shop }, spec: { hosts: [b], http: [ { timeout: 3s, retries: { attempts: 2 }, mirror: { host: c }, route: [ { destination: { host: b } } ] } ] } }")]
    [InlineData("{ kind: RequestAuthentication, metadata: { name: e, namespace: shop }, spec: { jwtRules: [ { issuer: i, jwksUri: https://i/keys, outputPayloadToHeader: x-payload, forwardOriginalToken: true } ] } }")]
    [InlineData("{ apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: { name: e, namespace: shop }, spec: { accessLogging: [ {} ] } }")]
    public void Object_OfOthersOrNeutral_LeavesVerdictsClosed(string config) => Ask(config).Allow.ShouldBe(true);

    /// <summary>Claims that a rule writes to headers count only where a policy reads those headers.</summary>
    [Fact]
    public void Headers_WrittenFromClaims_LeaveVerdictsOfPoliciesThatReadThemOpen() => Ask("""
        { kind: RequestAuthentication, metadata: { name: e, namespace: shop }, spec: { jwtRules: [ { issuer: i, outputClaimToHeaders: [ { header: x-role, claim: role } ] } ] } },
        { kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { rules: [ { when: [ { key: "request.headers[x-role]", values: [admin] } ] } ] } }
        """).Reason.ShouldContain("request.headers[x-role]");

    private static Verdict Ask(string config)
    {
        var reading = ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            workloads:
            - { name: a, namespace: shop, ip: 10.0.0.1, labels: { app: a } }
            - { name: b, namespace: shop, ip: 10.0.0.2, labels: { app: b }, ports: [ { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP } ] }
            config: [ {{config}} ]
            calls: [ { from: shop/a, to: shop/b, port: 80 } ]
            """), "s");
        reading.Errors.ShouldBeEmpty();
        return new Evaluator(new Fleet { Clusters = [reading.Scenarios[0].Cluster] }).Evaluate(reading.Scenarios[0].Calls[0])[0];
    }
}

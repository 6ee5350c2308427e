using System.Text;
using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Policies.Statements;
using Shouldly;
using Xunit;

namespace Tests.Policies.Modelling;

/// <summary>An object that the API server or Istio's webhook refuses, or that istiod does not read, is not in force: what it says denies nothing for certain.</summary>
public sealed class RefusedObjectTests
{
    [Theory]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { action: DENY, rules: [ {}, { when: [ { key: source.foo, values: [x] } ] } ] } }")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { action: DENY, rules: [ { from: [ { source: { notIpBlocks: [ 300.0.0.0/8 ] } } ] } ] } }")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { action: DENY, rules: [ { from: [] } ] } }")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { action: DENY, rules: [ { to: [ { operation: { methods: [ GET, \"\" ] } } ] } ] } }")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { action: DENY, provider: { name: x }, rules: [ {} ] } }")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { action: DENY, rules: [ { from: [ { source: { notPrincipals: [ a ], future: x } } ] } ] } }")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { rules: [ { to: [ { operation: { ports: [ http ] } } ] } ] } }")]
    [InlineData("{ apiVersion: security.istio.io/v1alpha1, kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { action: DENY, rules: [ {} ] } }")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: p, namespace: shop, labels: { istio.io/rev: canary } }, spec: { action: DENY, rules: [ {} ] } }")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: p, namespace: shop }, spec: { mtls: { mode: STRICT }, portLevelMtls: { \"9090\": { mode: DISABLE } } } }")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: p, namespace: shop }, spec: { selector: { matchLabels: { app: b } }, mtls: { mode: STRICT }, portLevelMtls: { \"0\": { mode: DISABLE } } } }")]
    [InlineData("{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: p, namespace: shop }, spec: { podSelector: {}, policyTypes: [ Ingress, Neither ] } }")]
    public void Object_ThatIsNotInForce_LeavesVerdictsOpen(string config)
    {
        var cluster = Read(config);
        Ask(cluster).Allow.ShouldBeNull();
        Prove(cluster).ShouldBe(StatementOutcome.Open);
    }

    [Theory]
    [InlineData("{ apiVersion: security.istio.io/v1beta1, kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { action: DENY, rules: [ {} ] } }")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: p, namespace: shop, labels: { istio.io/rev: default } }, spec: { action: DENY, rules: [ {} ] } }")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { rules: null } }")]
    [InlineData("{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: p, namespace: shop }, spec: { podSelector: {} } }")]
    public void Object_InForce_Denies(string config)
    {
        var cluster = Read(config);
        Ask(cluster).Allow.ShouldBe(false);
        Prove(cluster).ShouldBe(StatementOutcome.Proven);
    }

    /// <summary>What says where calls go is not in force either where it is refused.</summary>
    [Theory]
    [InlineData("{ kind: VirtualService, metadata: { name: p, namespace: shop }, spec: { hosts: [b], http: [ { directResponse: { status: 200 } } ] } }", false)]
    [InlineData("{ kind: VirtualService, metadata: { name: p, namespace: shop }, spec: { hosts: [b], http: [ { directResponse: { status: 99 } } ] } }", null)]
    [InlineData("{ kind: VirtualService, metadata: { name: p, namespace: shop }, spec: { hosts: [b], http: [ { match: [ { uri: { prefix: /x } } ], route: [ { destination: { host: b, port: { number: 99999 } } } ] } ] } }", null)]
    [InlineData("{ kind: VirtualService, metadata: { name: p, namespace: shop, uid: x }, spec: { hosts: [b], http: [ { directResponse: { status: 99 } } ] } }", false)]
    [InlineData("{ kind: Sidecar, metadata: { name: p, namespace: shop }, spec: { egress: [ { hosts: [./c.shop.svc.cluster.local] } ] } }", true)]
    [InlineData("{ kind: Sidecar, metadata: { name: p, namespace: shop }, spec: { egress: [ { hosts: [c] } ] } }", null)]
    [InlineData("{ kind: DestinationRule, metadata: { name: p, namespace: shop }, spec: { host: b, trafficPolicy: { tls: { mode: DISABLE } } } }", true)]
    [InlineData("{ kind: DestinationRule, metadata: { name: p, namespace: shop }, spec: { host: b, trafficPolicy: { tls: { mode: MUTUAL } } } }", null)]
    public void Route_ThatIsNotInForce_LeavesVerdictsOpen(string config, bool? allowed) => Call(Read($"{{ apiVersion: networking.istio.io/v1, {config[2..]}"), "b").ShouldBe(allowed);

    [Theory]
    [InlineData("{ hosts: [x.example], ports: [ { number: 8080, name: http, protocol: HTTP } ], resolution: DNS }", true)]
    [InlineData("{ hosts: [x.example], ports: [ { number: 8080, name: http, protocol: HTTP } ], resolution: DNS, addresses: [ 10.0.0.0/99 ] }", null)]
    public void ServiceEntry_ThatIsNotInForce_LeavesVerdictsOpen(string spec, bool? allowed) =>
        Call(Read($"{{ apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {{ name: p, namespace: shop }}, spec: {spec} }}"), "x.example").ShouldBe(allowed);

    /// <summary>Kubernetes takes a policy with an empty list of egress rules and no types for one about ingress.</summary>
    [Fact]
    public void Egress_EmptyWithoutTypes_IsolatesNothingFromIt()
    {
        var cluster = Read("{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: p, namespace: shop }, spec: { podSelector: { matchLabels: { app: a } }, egress: [] } }");
        Ask(cluster).Allow.ShouldBe(true);
    }

    /// <summary>What labels a namespace has that the input does not have as an object, nobody knows.</summary>
    [Theory]
    [InlineData("matchLabels: { team: x }", null)]
    [InlineData("matchExpressions: [ { key: team, operator: NotIn, values: [x] } ]", null)]
    [InlineData("matchLabels: { kubernetes.io/metadata.name: shop }", true)]
    [InlineData("matchLabels: { kubernetes.io/metadata.name: other, team: x }", false)]
    public void NamespaceSelector_OfANamespaceWithoutObject_IsOpen(string selector, bool? allowed)
    {
        var cluster = Read($"{{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{ name: p, namespace: shop }}, spec: {{ podSelector: {{ matchLabels: {{ app: b }} }}, ingress: [ {{ from: [ {{ namespaceSelector: {{ {selector} }} }} ] }} ] }} }}", isDeclared: false);
        Ask(cluster).Allow.ShouldBe(allowed);
    }

    private static Verdict Ask(Cluster cluster)
    {
        var (a, b) = (cluster.Workloads.Single(workload => workload.Name == "a"), cluster.Workloads.Single(workload => workload.Name == "b"));
        var caller = cluster.NetworkPolicies.Count > 0 || cluster.PeerAuthentications.Count == 0 ? new Caller.OfWorkload(a) : (Caller)new Caller.Outsider();
        return new Evaluator(new Fleet { Clusters = [cluster] }).Evaluate(new Call { From = caller, To = b, Port = 8080, Protocol = PortProtocol.Http, Http = new HttpCall() });
    }

    private static bool? Call(Cluster cluster, string to)
    {
        var service = cluster.Services.Single(candidate => candidate.Name == to || candidate.Host == to);
        return new Evaluator(new Fleet { Clusters = [cluster] }).Evaluate(
        [
            new Call
            {
                From = new Caller.OfWorkload(cluster.Workloads.Single(workload => workload.Name == "a")), To = service.Endpoints.SingleOrDefault(), Service = service, ServicePort = 8080,
                Port = 8080, Protocol = PortProtocol.Http, Http = new HttpCall { Path = "/x" },
            },
        ])[0].Allow;
    }

    private static StatementOutcome Prove(Cluster cluster) => StatementProof.Of(
        new Fleet { Clusters = [cluster] },
        [new Statement { Name = "s", Kind = StatementKind.Deny, From = [CallerSet.Parse("plaintext callers")!], To = [TargetSet.Parse("shop/b")!], Ports = ["8080"] }])[0].Outcome;

    private static Cluster Read(string config, bool isDeclared = true)
    {
        var read = new ManifestReader().Read(
            Encoding.UTF8.GetBytes($$"""
                {{(isDeclared ? "{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }" : "")}}
                ---
                { apiVersion: v1, kind: Pod, metadata: { name: a, namespace: shop, labels: { app: a } }, spec: { containers: [ { name: c } ] } }
                ---
                { apiVersion: v1, kind: Pod, metadata: { name: b, namespace: shop, labels: { app: b } }, spec: { containers: [ { name: c, ports: [ { containerPort: 8080 } ] } ] } }
                ---
                { apiVersion: v1, kind: Service, metadata: { name: b, namespace: shop }, spec: { selector: { app: b }, ports: [ { name: http, port: 8080 } ] } }
                ---
                {{config}}
                """),
            "m");
        read.Errors.ShouldBeEmpty();
        return ManifestInventory.Read(read.Items);
    }
}

using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>Services that are other names of hosts (<c>ExternalName</c>), and ServiceEntries that have a Service's host.</summary>
public sealed class AliasTests
{
    private const string Deny = "{ kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { selector: { matchLabels: { app: b } } } }";
    private const string Allow = "{ kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { selector: { matchLabels: { app: b } }, rules: [ { to: [ { operation: { hosts: [b.shop.svc.cluster.local] } } ] } ] } }";

    [Theory]
    [InlineData("b.shop.svc.cluster.local", "", true)]
    [InlineData("b.shop.svc.cluster.local.", "", true)]
    [InlineData("b.shop.svc.cluster.local", Deny, false)]
    [InlineData("second.shop.svc.cluster.local", Deny, false)]
    public void Alias_OfAService_IsDecidedAsTheServiceIs(string of, string policy, bool allow) => Ask("{ from: shop/a, to: alias, port: 80, path: / }", of, policy).Allow.ShouldBe(allow);

    /// <summary>The application writes the name that it knows, and policies see that one.</summary>
    [Fact]
    public void Alias_OfAService_ComesByItsOwnHost()
    {
        Ask("{ from: shop/a, to: b, port: 80, path: / }", "b.shop.svc.cluster.local", Allow).Allow.ShouldBe(true);
        Ask("{ from: shop/a, to: alias, port: 80, path: / }", "b.shop.svc.cluster.local", Allow).Allow.ShouldBe(false);
        Ask("{ from: shop/a, to: alias, port: 80, path: /, host: b.shop.svc.cluster.local }", "b.shop.svc.cluster.local", Allow).Allow.ShouldBe(true);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("mesh: { outboundTrafficPolicy: { mode: REGISTRY_ONLY } }", false)]
    public void Alias_OfAHostThatNoProxyKnows_IsAnAddressLikeAnyOther(string mesh, bool allow) => Ask("{ from: shop/a, to: alias, port: 443, protocol: TCP }", "www.example.com", "", mesh).Allow.ShouldBe(allow);

    [Fact]
    public void Alias_InACircle_IsOpen()
    {
        var answer = Ask("{ from: shop/a, to: alias, port: 80, path: / }", "alias.shop.svc.cluster.local", "");

        answer.Allow.ShouldBeNull();
        answer.Reason.ShouldContain("another name of alias.shop.svc.cluster.local");
    }

    [Theory]
    [InlineData("shop", "http", "STATIC", "1.2.3.4", null)]
    [InlineData("shop", "other", "STATIC", "1.2.3.4", true)]
    [InlineData("web", "http", "STATIC", "1.2.3.4", true)]
    [InlineData("shop", "http", "DNS", "www.example.com", true)]
    public void Service_WhoseHostAServiceEntryHas_IsOpen_WhereBothHaveEndpoints(string @namespace, string port, string resolution, string address, bool? allow) => Ask(
        "{ from: shop/a, to: b, port: 80, path: / }",
        "b.shop.svc.cluster.local",
        $"{{ kind: ServiceEntry, metadata: {{ name: se, namespace: {@namespace} }}, spec: {{ hosts: [b.shop.svc.cluster.local], location: MESH_INTERNAL, resolution: {resolution}, endpoints: [ {{ address: {address} }} ], ports: [ {{ number: 80, name: {port}, protocol: HTTP }} ] }} }}").Allow.ShouldBe(allow);

    private static Verdict Ask(string call, string of, string config, string mesh = "")
    {
        var reading = ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {{mesh}}
            workloads:
            - { name: a, namespace: shop, ip: 10.0.0.1 }
            - { name: b, namespace: shop, ip: 10.0.0.2, labels: { app: b }, ports: [ { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP } ] }
            config:
            - { kind: Service, metadata: { name: alias, namespace: shop }, spec: { type: ExternalName, externalName: {{of}} } }
            - { kind: Service, metadata: { name: second, namespace: shop }, spec: { type: ExternalName, externalName: b.shop.svc.cluster.local } }
            {{(config.Length > 0 ? $"- {config}" : "")}}
            calls: [ {{call}} ]
            """), "s");
        reading.Errors.ShouldBeEmpty();
        return new Evaluator(new Fleet { Clusters = [reading.Scenarios[0].Cluster] }).Evaluate(reading.Scenarios[0].Calls[0])[0];
    }
}

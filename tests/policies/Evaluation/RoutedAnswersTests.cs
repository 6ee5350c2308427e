using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>What a scenario answers where a VirtualService of the caller leads to other services.</summary>
public sealed class RoutedAnswersTests
{
    [Theory]
    [InlineData("/", 80, true, null)]
    [InlineData("/depot", 80, true, null)]
    [InlineData("/depot/closed", 80, false, Layer.Authorization)]
    [InlineData("/depot", 81, true, null)] // a destination without a port has the one that is called
    [InlineData("/depot", 82, null, null)]
    [InlineData("/nowhere", 80, false, Layer.ClientTls)]
    [InlineData("/both", 80, true, null)]
    [InlineData("/both/closed", 80, null, null)] // one of the two services refuses
    [InlineData("/out", 80, null, null)] // the gateway may lead on
    [InlineData("/subset", 80, true, null)]
    [InlineData("/nobody", 80, false, Layer.ClientTls)] // the proxy has no cluster for a subset that no DestinationRule names
    [InlineData("/nobody/depot", 80, false, Layer.ClientTls)]
    public void Answers_OfARoutedRequest_AreThoseOfWhereItLeads(string path, int port, bool? allow, Layer? deniedBy)
    {
        var reading = ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            workloads:
            - { name: a, namespace: shop }
            - { name: b, namespace: shop, ports: [ { servicePort: 80, targetPort: 8080, protocol: HTTP }, { servicePort: 81, targetPort: 8081, protocol: HTTP },
                { servicePort: 82, targetPort: 8082, protocol: HTTP } ] }
            - { name: c, namespace: depot, ports: [ { servicePort: 80, targetPort: 8080, protocol: HTTP }, { servicePort: 81, targetPort: 8081, protocol: HTTP } ] }
            - { name: out, namespace: edge, gateway: true, ports: [ { servicePort: 80, targetPort: 8080, protocol: HTTP } ] }
            config:
            - { kind: PeerAuthentication, metadata: { name: p, namespace: istio-system }, spec: { mtls: { mode: STRICT } } }
            - { kind: AuthorizationPolicy, metadata: { name: p, namespace: depot }, spec: { action: DENY, rules: [ { to: [ { operation: { paths: ["*/closed"] } } ] } ] } }
            - kind: VirtualService
              metadata: { name: v, namespace: shop }
              spec:
                hosts: [b]
                http:
                - { match: [ { uri: { prefix: /depot } } ], route: [ { destination: { host: c.depot.svc.cluster.local } } ] }
                - { match: [ { uri: { prefix: /nowhere } } ], route: [ { destination: { host: d.depot.svc.cluster.local } } ] }
                - { match: [ { uri: { prefix: /both } } ], route: [ { destination: { host: b }, weight: 1 }, { destination: { host: c.depot.svc.cluster.local }, weight: 99 } ] }
                - { match: [ { uri: { prefix: /out } } ], route: [ { destination: { host: out.edge.svc.cluster.local } } ] }
                - { match: [ { uri: { prefix: /subset } } ], route: [ { destination: { host: b, subset: all } } ] }
                - { match: [ { uri: { prefix: /nobody/depot } } ], route: [ { destination: { host: c.depot.svc.cluster.local, subset: nobody } } ] }
                - { match: [ { uri: { prefix: /nobody } } ], route: [ { destination: { host: b, subset: nobody } } ] }
                - { route: [ { destination: { host: b } } ] }
            - { kind: DestinationRule, metadata: { name: d, namespace: shop }, spec: { host: b, subsets: [ { name: all, labels: {} } ] } }
            calls: [ { from: shop/a, to: shop/b, port: {{port}}, path: {{path}} } ]
            """), "s");
        reading.Errors.ShouldBeEmpty();
        var fleet = new Fleet { Clusters = [reading.Scenarios[0].Cluster] };

        var answer = AccessAnswer.Of(new Hops(fleet, new Evaluator(fleet)).Answers(reading.Scenarios[0].Calls[0]));

        answer.Allow.ShouldBe(allow, answer.Reason);
        answer.DeniedBy.ShouldBe(deniedBy, answer.Reason);
    }
}

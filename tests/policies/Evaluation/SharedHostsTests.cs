using System.Text;
using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>One host that several ServiceEntries state: which of them counts for whom, and whose ports a client's proxy knows.</summary>
public sealed class SharedHostsTests
{
    private const string Http = "{ kind: ServiceEntry, metadata: { name: http, namespace: one }, spec: { hosts: [api.example], location: MESH_EXTERNAL, resolution: DNS, ports: [{ number: 80, name: http, protocol: HTTP }] } }";
    private const string Tls = "{ kind: ServiceEntry, metadata: { name: tls, namespace: one }, spec: { hosts: [api.example], location: MESH_EXTERNAL, resolution: DNS, ports: [{ number: 443, name: tls, protocol: TLS }] } }";
    private const string Two = "{ kind: ServiceEntry, metadata: { name: other, namespace: two }, spec: { hosts: [api.example], location: MESH_EXTERNAL, resolution: DNS, ports: [{ number: 8443, name: tls, protocol: TLS }], exportTo: ['.'] } }";
    private const string Unresolved = "{ kind: ServiceEntry, metadata: { name: unresolved, namespace: one }, spec: { hosts: [api.example], location: MESH_EXTERNAL, resolution: NONE, ports: [{ number: 9443, name: tls, protocol: TLS }] } }";

    [Theory]
    [InlineData("one/client", 80, true)]
    [InlineData("one/client", 443, true)] // the other ServiceEntry of the namespace has the port
    [InlineData("one/client", 8443, false)] // shown to its own namespace only
    [InlineData("one/client", 9443, false)] // resolved otherwise, so it is no part of the oldest
    [InlineData("two/client", 8443, true)]
    [InlineData("two/client", 443, false)] // its own namespace's counts alone
    [InlineData("three/client", 443, true)]
    public void Call_ToAHostOfSeveralServiceEntries_IsOfTheOneThatTheClientsProxyKnows(string from, int port, bool allowed) =>
        Ask(from, "api.example", port, Http, Tls, Two, Unresolved).Allow.ShouldBe(allowed);

    /// <summary>A ServiceEntry that takes the name of a Kubernetes Service counts for its own namespace, and for nobody else.</summary>
    [Theory]
    [InlineData("two/client", 7000, true)]
    [InlineData("one/client", 7000, false)]
    public void Call_ToAServicesHost_IsOfTheKubernetesServiceBeforeThoseOfOthers(string from, int port, bool allowed) => Ask(
        from,
        "client.three.svc.cluster.local",
        port,
        "{ kind: ServiceEntry, metadata: { name: squatter, namespace: two }, spec: { hosts: [client.three.svc.cluster.local], location: MESH_EXTERNAL, resolution: DNS, ports: [{ number: 7000, name: tcp, protocol: TCP }] } }").Allow.ShouldBe(allowed);

    private static Verdict Ask(string from, string to, int port, params string[] entries)
    {
        var text = $$"""
            mesh: { outboundTrafficPolicy: REGISTRY_ONLY }
            workloads:
              - { name: client, namespace: one, ip: 10.0.0.1, ports: [{ servicePort: 9000, targetPort: 9000, protocol: TCP }] }
              - { name: client, namespace: two, ip: 10.0.0.2, ports: [{ servicePort: 9000, targetPort: 9000, protocol: TCP }] }
              - { name: client, namespace: three, ip: 10.0.0.3, ports: [{ servicePort: 9000, targetPort: 9000, protocol: TCP }] }
            config: [ {{string.Join(", ", entries.Select(entry => entry.Replace("{ kind:", "{ apiVersion: networking.istio.io/v1, kind:", StringComparison.Ordinal)))}} ]
            calls: [ { from: {{from}}, to: {{to}}, port: {{port}} } ]
            """;
        var reading = ScenarioReader.Read(Encoding.UTF8.GetBytes(text), "-");
        reading.Errors.ShouldBeEmpty();
        var scenario = reading.Scenarios.ShouldHaveSingleItem();
        return new Evaluator(new Fleet { Clusters = [scenario.Cluster] }).Evaluate(scenario.Calls.ShouldHaveSingleItem().ShouldHaveSingleItem());
    }
}

using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>
/// Pods whose address a ServiceEntry lists as an endpoint. The cases of what the pod takes are upstream's, without those of mutual TLS, which only a proxy sends
/// (istio: pilot/pkg/networking/core/sidecar_simulation_test.go, TestInbound).
/// </summary>
public sealed class ListedAddressTests
{
    [Theory]
    [InlineData("tcp", "port: 70, protocol: TCP", true, true, false)]
    [InlineData("http to tcp", "port: 70, path: /", true, true, false)]
    [InlineData("tls to tcp", "port: 70, protocol: TCP, tls: true", true, true, false)]
    [InlineData("https to tcp", "port: 70, path: /, tls: true", true, true, false)]
    [InlineData("http", "port: 80, path: /", true, true, false)]
    [InlineData("tls to http", "port: 80, protocol: TCP, tls: true", false, false, false)]
    [InlineData("https to http", "port: 80, path: /, tls: true", false, false, false)]
    [InlineData("tcp to http", "port: 80, protocol: TCP", false, false, false)]
    [InlineData("auto port http", "port: 81, path: /", true, true, false)]
    [InlineData("auto port tcp", "port: 81, protocol: TCP", true, true, false)]
    [InlineData("tls to auto port", "port: 81, protocol: TCP, tls: true", true, true, false)]
    [InlineData("https to auto port", "port: 81, path: /, tls: true", true, true, false)]
    [InlineData("passthrough http", "port: 82, path: /", true, true, false)]
    [InlineData("passthrough tcp", "port: 82, protocol: TCP", true, true, false)]
    [InlineData("passthrough tls", "port: 82, protocol: TCP, tls: true", true, true, false)]
    public void Call_OfThePodsAddress_IsTakenAsTheEntrySays(string name, string call, bool isTakenDisabled, bool isTakenPermissive, bool isTakenStrict)
    {
        var question = $"{{ from: internet, to: 1.1.1.1, {call} }}";

        Ask(question, "DISABLE").Allow.ShouldBe(isTakenDisabled, name);
        Ask(question, "PERMISSIVE").Allow.ShouldBe(isTakenPermissive, name);
        Ask(question, "STRICT").Allow.ShouldBe(isTakenStrict, name);
    }

    [Fact]
    public void Call_OfThePodsAddress_WhereTheEntryIsOfAnotherNamespace_IsTakenWhateverItSpeaks() =>
        Ask("{ from: internet, to: 1.1.1.1, port: 80, protocol: TCP }", "PERMISSIVE", @namespace: "other").Allow.ShouldBe(true);

    [Fact]
    public void Call_OfTheEntrysHost_IsOpen_WhereThePodBehindItHasAProxy()
    {
        var answer = Ask("{ from: default/client, to: foo.bar, port: 80, path: / }", "STRICT");

        answer.Allow.ShouldBeNull();
        answer.Reason.ShouldContain("1.1.1.1 is the address of default/web");
    }

    [Fact]
    public void Call_OfTheEntrysHost_IsDecided_WhereNoPodHasTheAddress() =>
        Ask("{ from: default/client, to: foo.bar, port: 80, path: / }", "STRICT", address: "1.1.1.2").Allow.ShouldBe(true);

    private static Verdict Ask(string call, string mode, string @namespace = "default", string address = "1.1.1.1")
    {
        var reading = ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            workloads:
            - { name: web, namespace: default, ip: 1.1.1.1 }
            - { name: client, namespace: default, ip: 1.1.1.9 }
            config:
            - { kind: PeerAuthentication, metadata: { name: default, namespace: istio-system }, spec: { mtls: { mode: {{mode}} } } }
            - { kind: ServiceEntry, metadata: { name: se, namespace: {{@namespace}} }, spec: { hosts: [foo.bar], endpoints: [ { address: {{address}} } ], location: MESH_INTERNAL,
                resolution: STATIC, ports: [ { name: tcp, number: 70, protocol: TCP }, { name: http, number: 80, protocol: HTTP }, { name: auto, number: 81 } ] } }
            calls: [ {{call}} ]
            """), "s");
        reading.Errors.ShouldBeEmpty();
        return new Evaluator(new Fleet { Clusters = [reading.Scenarios[0].Cluster] }).Evaluate(reading.Scenarios[0].Calls[0])[0];
    }
}

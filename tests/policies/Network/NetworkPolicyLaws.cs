using FsCheck;
using FsCheck.Fluent;
using Policies.Model;
using Policies.Network;
using Shouldly;
using Xunit;

namespace Tests.Policies.Network;

public sealed class NetworkPolicyLaws
{
    private static readonly string[] Endpoints = ["web", "db", "ledger", "agent", "8.8.8.8", "fd00::9", "?"];
    private static readonly string[] Outside = ["8.8.8.8", "8.9.9.9", "fd00::9"];
    private static readonly int[] Ports = [53, 5432, 8080, 9090];

    private static readonly Gen<string> Peers = Gen.Elements(
        "{ podSelector: {} }",
        "{ podSelector: { matchLabels: { app: db } } }",
        "{ namespaceSelector: {} }",
        "{ namespaceSelector: { matchLabels: { team: b } } }",
        "{ namespaceSelector: {}, podSelector: { matchExpressions: [{ key: tier, operator: DoesNotExist }] } }",
        "{ ipBlock: { cidr: 8.0.0.0/8, except: [8.8.0.0/16] } }",
        "{ ipBlock: { cidr: 0.0.0.0/0 } }",
        "{ ipBlock: { cidr: '::/0' } }");

    private static readonly Gen<string> Rules =
        from peers in Peers.ListOf()
        from ports in Gen.Elements("{ port: http }", "{ port: 8000, endPort: 9000 }", "{ port: 53, protocol: UDP }", "{ protocol: TCP }").ListOf()
        select $"PEERS: [{string.Join(", ", peers.Take(2))}], ports: [{string.Join(", ", ports.Take(1))}]";

    private static readonly Gen<string> Specs =
        from selector in Gen.Elements("{}", "{ matchLabels: { app: web } }", "{ matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }")
        from types in Gen.Elements("", ", policyTypes: [Ingress]", ", policyTypes: [Egress]", ", policyTypes: [Ingress, Egress]")
        from ingress in Rules.ListOf()
        from egress in Rules.ListOf()
        select $"{{ podSelector: {selector}{types}, ingress: [{List(ingress, "from")}], egress: [{List(egress, "to")}] }}";

    [Fact]
    public void Decide_OneMoreIngressRule_NeverRemovesAConnection() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Specs.ListOf().ToArbitrary(), Specs.ToArbitrary(), Rules.ToArbitrary(), (others, spec, rule) =>
        {
            var more = spec.Replace("ingress: [", $"ingress: [{{ {rule.Replace("PEERS", "from", StringComparison.Ordinal)} }}, ", StringComparison.Ordinal);
            return Answers(Pods.With([.. others.Take(2), spec])).Zip(Answers(Pods.With([.. others.Take(2), more]))).All(pair => pair.Second >= pair.First);
        }));

    [Fact]
    public void Decide_OneMorePolicy_NeverAllowsWhatNoneRestricted() => Check.QuickThrowOnFailure(Prop.ForAll(Specs.ToArbitrary(), spec =>
        Answers(Pods.With()).All(answer => answer is NetworkAnswer.Allowed)
        && Answers(Pods.With(spec)).Zip(Answers(Pods.With())).All(pair => pair.First <= pair.Second)));

    [Fact]
    public void Decide_OrderOfPolicies_DoesNotMatter() => Check.QuickThrowOnFailure(Prop.ForAll(Specs.ListOf().ToArbitrary(), specs =>
        Answers(Pods.With(specs.Take(3))).SequenceEqual(Answers(Pods.With(specs.Take(3).Reverse())))));

    [Fact]
    public void CallersOf_EveryPort_AreThoseThatDecideLetsThrough() => Check.QuickThrowOnFailure(Prop.ForAll(Specs.ListOf().ToArbitrary(), specs =>
    {
        var cluster = Pods.With(specs.Take(3));
        var policies = NetworkPolicies.Of(cluster);
        foreach (var (destination, port) in cluster.Workloads.SelectMany(_ => Ports, (destination, port) => (destination, port)))
        {
            var callers = policies.CallersOf(destination, port);
            Named(callers.Workloads).ShouldBe(With(NetworkAnswer.Allowed));
            Named(callers.UnknownWorkloads).ShouldBe(With(NetworkAnswer.Unknown));
            foreach (var address in Outside.Select(NetworkEndpoint.At))
            {
                (policies.Decide(address, NetworkEndpoint.Of(destination), port).Answer is NetworkAnswer.Allowed)
                    .ShouldBe(callers.Addresses.Contains(address.Address!.Value) && !callers.AreAddressesUnknown);
            }

            IEnumerable<string> With(NetworkAnswer answer) => Named(cluster.Workloads.Where(source =>
                policies.Decide(NetworkEndpoint.Of(source), NetworkEndpoint.Of(destination), port).Answer == answer));
        }

        return true;
    }));

    private static IEnumerable<string> Named(IEnumerable<Workload> workloads) => workloads.Select(workload => workload.Name).Order(StringComparer.Ordinal);

    private static string List(IEnumerable<string> rules, string peers) =>
        string.Join(", ", rules.Take(2).Select(rule => $"{{ {rule.Replace("PEERS", peers, StringComparison.Ordinal)} }}"));

    private static List<NetworkAnswer> Answers(Cluster cluster)
    {
        var policies = NetworkPolicies.Of(cluster);
        return
        [
            .. from source in Endpoints
               from destination in Endpoints.Take(5)
               from port in Ports
               from protocol in new[] { NetworkProtocol.Tcp, NetworkProtocol.Udp }
               select policies.Decide(cluster.Endpoint(source), cluster.Endpoint(destination), port, protocol).Answer,
        ];
    }
}

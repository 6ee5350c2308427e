using Policies.Network;
using Shouldly;
using Xunit;

namespace Tests.Policies.Network;

public sealed class NetworkPoliciesTests
{
    private const string Web = "podSelector: { matchLabels: { app: web } }";

    /// <summary>One policy for the pod <c>web</c> each, and what it makes of a connection to port 8080 of it, or to the port after the comma.</summary>
    [Theory]
    [InlineData("{}", "ledger=0 db=0 8.8.8.8=0")] // every pod, no ingress rules
    [InlineData("{ PODS, ingress: [] }", "ledger=0 db=0")]
    [InlineData("{ PODS, ingress: [{}] }", "ledger=1 db=1 8.8.8.8=1 ?=1 agent=1")]
    [InlineData("{ PODS, ingress: [{ from: [] }] }", "ledger=1 8.8.8.8=1")]
    [InlineData("{ PODS, policyTypes: [Egress] }", "ledger=1 db=1")]
    [InlineData("{ PODS, egress: [{}], policyTypes: [Egress, Ingress] }", "ledger=0")]
    [InlineData("{ podSelector: { matchLabels: { app: db } }, ingress: [] }", "ledger=1")]
    [InlineData("{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [web, x] }] } }", "ledger=0")]
    [InlineData("{ podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [web] }] } }", "ledger=1")]
    [InlineData("{ podSelector: { matchExpressions: [{ key: none, operator: NotIn, values: [web] }] } }", "ledger=0")]
    [InlineData("{ podSelector: { matchExpressions: [{ key: tier, operator: Exists }] } }", "ledger=0")]
    [InlineData("{ podSelector: { matchExpressions: [{ key: tier, operator: DoesNotExist }] } }", "ledger=1")]
    [InlineData("{ PODS, ingress: [{ from: [{ podSelector: {} }] }] }", "db=1 ledger=0 8.8.8.8=0")] // the same namespace only
    [InlineData("{ PODS, ingress: [{ from: [{ namespaceSelector: {} }] }] }", "db=1 ledger=1 8.8.8.8=0 ?=0 agent=2")]
    [InlineData("{ PODS, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: b } } }] }] }", "db=0 ledger=1")]
    [InlineData("{ PODS, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: bank } } }] }] }", "db=0 ledger=1")]
    [InlineData("{ PODS, ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: ledger } } }] }] }", "db=0 ledger=1")] // and
    [InlineData("{ PODS, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: b } } }, { podSelector: { matchLabels: { app: db } } }] }] }", "db=1 ledger=1")] // or
    [InlineData("{ PODS, ingress: [{ ports: [{ port: 8080 }] }] }", "ledger=1 ledger:8081=0 ledger:8080/udp=0")]
    [InlineData("{ PODS, ingress: [{ ports: [{ port: 8000, endPort: 8080 }] }] }", "ledger:7999=0 ledger:8000=1 ledger:8080=1 ledger:8081=0")]
    [InlineData("{ PODS, ingress: [{ ports: [{ port: http }] }] }", "ledger=1 ledger:9090=0")] // the name is the selected pod's
    [InlineData("{ PODS, ingress: [{ ports: [{ port: dns, protocol: UDP }] }] }", "ledger:53/udp=1 ledger:53=0")]
    [InlineData("{ PODS, ingress: [{ ports: [{ port: dns }] }] }", "ledger:53=0 ledger:53/udp=0")]
    [InlineData("{ PODS, ingress: [{ ports: [{ protocol: SCTP }] }] }", "ledger:1/sctp=1 ledger:1=0")]
    [InlineData("{ PODS, ingress: [{ ports: [] }] }", "ledger=1")]
    [InlineData("{ PODS, ingress: [{ from: [{ ipBlock: { cidr: 8.8.0.0/16, except: [8.8.8.0/24] } }] }] }", "8.8.8.8=0 8.8.9.9=1 ::1=0 ledger=2 db=0 ?=2")]
    [InlineData("{ PODS, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.0.0/16] } }] }] }", "8.8.8.8=1 169.254.1.1=0 ::1=0 ledger=1 db=0 ?=1")]
    [InlineData("{ PODS, ingress: [{ from: [{ ipBlock: { cidr: 'fd00::/8' } }] }] }", "db=1 fd00::2=1 ledger=0 10.0.0.9=0")]
    public void Decide_OnePolicy_AllowsWhatItsRulesAllow(string spec, string answers)
    {
        var cluster = Pods.With(spec.Replace("PODS", Web, StringComparison.Ordinal));
        foreach (var answer in answers.Split(' '))
        {
            var (question, expected) = (answer[..^2], (NetworkAnswer)"021".IndexOf(answer[^1], StringComparison.Ordinal));
            var verdict = Ask(cluster, question);
            verdict.Answer.ShouldBe(expected, $"{question}: {verdict.Reason}");
        }
    }

    [Fact]
    public void Decide_SeveralPolicies_AllowTheirUnion()
    {
        var cluster = Pods.With(
            $"{{ {Web}, ingress: [{{ from: [{{ podSelector: {{ matchLabels: {{ app: db }} }} }}], ports: [{{ port: 8080 }}] }}] }}",
            "{}",
            $"{{ {Web}, ingress: [{{ ports: [{{ port: 9000 }}] }}] }}");
        cluster.Decide("db", "web", 8080).Policy!.Name.ShouldBe("policy-0");
        cluster.Decide("ledger", "web", 9000).Policy!.Name.ShouldBe("policy-2");
        var denied = cluster.Decide("ledger", "web", 8080);
        denied.Answer.ShouldBe(NetworkAnswer.Denied);
        denied.Reason.ShouldBe(
            "connections to shop/web are restricted by NetworkPolicy shop/policy-0, NetworkPolicy shop/policy-1, NetworkPolicy shop/policy-2, "
            + "and no rule allows them from bank/ledger at TCP port 8080");
    }

    [Fact]
    public void Decide_Connection_NeedsEgressAndIngress()
    {
        const string toLedger = "{ podSelector: { matchLabels: { app: db } }, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { team: b } } }], ports: [{ port: http }] }] }";
        var cluster = Pods.With(toLedger, "{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: {} }] }] }");
        cluster.Decide("db", "ledger", 9090).ShouldSatisfyAllConditions(
            verdict => verdict.Answer.ShouldBe(NetworkAnswer.Allowed),
            verdict => verdict.Direction.ShouldBe(NetworkDirection.Egress),
            verdict => verdict.Reason.ShouldBe("NetworkPolicy shop/policy-0 allows it in rule 0 of its egress for shop/db"));
        cluster.Decide("db", "ledger", 9091).Answer.ShouldBe(NetworkAnswer.Denied);
        var denied = cluster.Decide("db", "web", 8080);
        (denied.Answer, denied.Direction).ShouldBe((NetworkAnswer.Denied, NetworkDirection.Egress));
        cluster.Decide("db", "8.8.8.8", 443).Answer.ShouldBe(NetworkAnswer.Denied);
        cluster.Decide("ledger", "8.8.8.8", 443).Answer.ShouldBe(NetworkAnswer.Allowed);
    }

    [Fact]
    public void Decide_EgressWithoutTypes_IsolatesOnlyIfItHasARule()
    {
        Pods.With("{ podSelector: {}, ingress: [{}], egress: [] }").Decide("db", "8.8.8.8", 443).Answer.ShouldBe(NetworkAnswer.Allowed);
        Pods.With("{ podSelector: {}, ingress: [{}], egress: [{ ports: [{ port: 53, protocol: UDP }] }] }").Decide("db", "8.8.8.8", 443).Answer
            .ShouldBe(NetworkAnswer.Denied);
    }

    [Fact]
    public void Decide_PodOfAnotherCluster_IsTakenByItsAddress()
    {
        var cluster = Pods.With("{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }");
        var policies = NetworkPolicies.Of(cluster);
        var stranger = cluster.Pod("ledger") with { Region = "eu" };
        policies.Decide(NetworkEndpoint.Of(stranger), cluster.Endpoint("web"), 8080).Answer.ShouldBe(NetworkAnswer.Denied);
        policies.IsIsolated(stranger, NetworkDirection.Ingress).ShouldBeFalse();
    }

    [Fact]
    public void Decide_PodOnItsNodesNetwork_IsUnknownWhereItMatters()
    {
        var verdict = Pods.With("{}").Decide("agent", "web", 8080);
        verdict.Answer.ShouldBe(NetworkAnswer.Unknown);
        verdict.Reason.ShouldEndWith("monitoring/agent shares its node's network, from which the network plug-in may let it through");
    }

    [Fact]
    public void Decide_PodThatCallsItself_IsNeverKeptFromIt()
    {
        var cluster = Pods.With("{ podSelector: {}, policyTypes: [Ingress, Egress] }");
        cluster.Decide("web", "web", 8080).ShouldSatisfyAllConditions(
            verdict => verdict.Answer.ShouldBe(NetworkAnswer.Allowed),
            verdict => verdict.Reason.ShouldBe("no NetworkPolicy keeps shop/web from itself"));
        var several = NetworkEndpoint.Of(cluster.Pod("web") with { Ip = null }); // of which another may answer
        NetworkPolicies.Of(cluster).Decide(several, several, 8080).Answer.ShouldBe(NetworkAnswer.Denied);
        NetworkPolicies.Of(cluster).CallersOf(cluster.Pod("web"), 8080).Workloads.ShouldHaveSingleItem().Name.ShouldBe("web");
    }

    [Theory]
    [InlineData("{ podSelector: { matchExpressions: [{ key: a, operator: Maybe }] } }", "spec.podSelector.matchExpressions[0]")]
    [InlineData("{ podSelector: { matchExpressions: [{ key: a, operator: In }] } }", "spec.podSelector.matchExpressions[0]")]
    [InlineData("{ policyTypes: [Both] }", "spec.policyTypes[0]")]
    [InlineData("{ policyTypes: [Ingress, Egress, Ingress] }", "spec.policyTypes")]
    [InlineData("{ ingress: [{ from: [{}] }] }", "spec.ingress[0].from[0]")]
    [InlineData("{ ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }] }] }", "spec.ingress[0].from[0]")]
    [InlineData("{ egress: [{ to: [{ ipBlock: { cidr: 10.0.0.1 } }] }] }", "spec.egress[0].to[0].ipBlock.cidr")]
    [InlineData("{ egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [11.0.0.0/9, 10.0.0.0/8] } }] }] }", "spec.egress[0].to[0].ipBlock.except[0] spec.egress[0].to[0].ipBlock.except[1]")]
    [InlineData("{ ingress: [{ ports: [{ port: 0 }, { port: a, endPort: 3 }, { port: 3, endPort: 2 }, { protocol: ICMP }] }] }", "spec.ingress[0].ports[0].port spec.ingress[0].ports[1].endPort spec.ingress[0].ports[2].endPort spec.ingress[0].ports[3].protocol")]
    public void Faults_WhatTheServerRefuses_IsNamedAndLeavesTheAnswerOpen(string spec, string paths)
    {
        var cluster = Pods.With(spec);
        NetworkPolicyFaults.Of(cluster.NetworkPolicies[0].Object).Select(fault => fault.Path).ShouldBe(paths.Split(' '));
        var isolated = spec.Contains("podSelector: { match", StringComparison.Ordinal) || spec.Contains("Both", StringComparison.Ordinal);
        if (!isolated)
        {
            cluster.Decide("ledger", "web", 1).ShouldSatisfyAllConditions(
                verdict => verdict.Answer.ShouldBe(NetworkAnswer.Unknown),
                verdict => verdict.Reason.ShouldContain("the API server refuses NetworkPolicy shop/policy-0"));
        }
    }

    private static NetworkVerdict Ask(global::Policies.Model.Cluster cluster, string question)
    {
        var (rest, protocol) = question.Split('/') is [var before, var name] ? (before, Enum.Parse<NetworkProtocol>(name, true)) : (question, NetworkProtocol.Tcp);
        return !AddressRange.IsAddress(rest) && rest.Split(':') is [var from, var port]
            ? cluster.Decide(from, "web", int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), protocol)
            : cluster.Decide(rest, "web", 8080, protocol);
    }
}

using Policies.Denials;
using Shouldly;
using Xunit;

namespace Tests.Policies.Denials;

public sealed class DenialReaderTests
{
    private const string Json = """
        2026-11-20T10:00:00.5Z {"start_time":"2026-11-20T10:00:00Z","method":"DELETE","authority":"ledger.finance:8080","path":"/entries","response_code":403,"response_code_details":"rbac_access_denied_matched_policy[none]","response_flags":"-","connection_termination_details":null,"upstream_transport_failure_reason":null,"downstream_peer_uri_san":"spiffe://eu.example/ns/shop/sa/web","downstream_local_uri_san":"spiffe://eu.example/ns/finance/sa/ledger","requested_server_name":"outbound_.80_._.ledger.finance.svc.cluster.local","downstream_remote_address":"10.1.0.7:45678","downstream_local_address":"10.1.0.9:8080","upstream_cluster":"inbound|8080||"}
        """;

    private const string Text = """
        [2026-11-20T10:00:00.000Z] "POST /carts/1?x=1 HTTP/1.1" 403 - rbac_access_denied_matched_policy[ns[shop]-policy[cart]-rule[2]] - "-" 0 19 0 - "-" "curl/8" "d1" "cart.shop:8080" "-" inbound|8080|| - 10.1.0.9:8080 10.1.0.7:33 outbound_.80_._.cart.shop.svc.cluster.local default
        """;

    private const string Debug = """
        2026-11-20T10:00:00.0Z debug envoy rbac external/envoy/source/extensions/filters/http/rbac/rbac_filter.cc:100 checking request: requestedServerName: outbound_.8000_._.httpbin.foo.svc.cluster.local, sourceIP: 10.244.0.31:41922, directRemoteIP: 10.244.0.31:41922, remoteIP: 10.244.0.31:41922, localAddress: 10.244.0.30:80, ssl: uriSanPeerCertificate: spiffe://cluster.local/ns/foo/sa/sleep, dnsSanPeerCertificate: , subjectPeerCertificate: , headers: ':authority', 'httpbin:8000'
        ':path', '/headers'
        ':method', 'GET'
        ':scheme', 'http'
        , dynamicMetadata:
        2026-11-20T10:00:00.1Z debug envoy rbac external/envoy/source/extensions/filters/http/rbac/rbac_filter.cc:140 shadow denied, matched policy ns[foo]-policy[deny-headers]-rule[0]
        2026-11-20T10:00:00.2Z debug envoy rbac no engine, allowed by default
        """;

    private const string Tunnel = """
        2026-11-20T10:00:00Z error access connection complete src.addr=10.244.0.14:58564 src.workload="shuttle-1" src.namespace="fleet" src.identity="spiffe://cluster.local/ns/fleet/sa/shuttle" dst.addr=10.244.0.8:15008 dst.hbone_addr=10.244.0.8:9080 dst.service="cargo.fleet.svc.cluster.local" dst.workload="cargo-1" dst.namespace="fleet" dst.identity="spiffe://cluster.local/ns/fleet/sa/cargo" direction="inbound" bytes_sent=0 error="connection closed due to policy rejection: {0}"
        """;

    [Fact]
    public void Json_OfTheStacksOwnFormat_SaysEverything()
    {
        var denial = DenialReader.Read("starting up\n" + Json + "\n{\"response_code\":200,\"response_code_details\":\"via_upstream\"}\n").ShouldNotBeNull();

        denial.ShouldBe(new DenialRecord
        {
            Kind = DenialKind.NoRule,
            Detail = "rbac_access_denied_matched_policy[none]",
            Identity = "spiffe://eu.example/ns/shop/sa/web",
            SaysIdentity = true,
            ServerIdentity = "spiffe://eu.example/ns/finance/sa/ledger",
            Method = "DELETE",
            Path = "/entries",
            Host = "ledger.finance:8080",
            Service = "ledger.finance.svc.cluster.local",
            ServicePort = 80,
            Port = 8080,
            ServerAddress = "10.1.0.9",
            ClientAddress = "10.1.0.7",
        });
    }

    [Fact]
    public void Text_OfIstiosDefaultFormat_NamesTheRuleAndNotTheCaller()
    {
        var denial = DenialReader.Read(Text).ShouldNotBeNull();

        (denial.Kind, denial.PolicyNamespace, denial.PolicyName, denial.RuleIndex).ShouldBe((DenialKind.Rule, "shop", "cart", 2));
        (denial.Method, denial.Path, denial.Service, denial.Port, denial.ClientAddress).ShouldBe(("POST", "/carts/1?x=1", "cart.shop.svc.cluster.local", 8080, "10.1.0.7"));
        denial.SaysIdentity.ShouldBeFalse();
    }

    [Fact]
    public void DebugLog_OfADryRun_TellsTheRequestOfTheLinesBefore()
    {
        var denial = DenialReader.Read(Debug).ShouldNotBeNull();

        denial.IsShadow.ShouldBeTrue();
        (denial.PolicyName, denial.RuleIndex, denial.Method, denial.Path, denial.Host).ShouldBe(("deny-headers", 0, "GET", "/headers", "httpbin:8000"));
        (denial.Identity, denial.Service, denial.ServicePort, denial.Port).ShouldBe(("spiffe://cluster.local/ns/foo/sa/sleep", "httpbin.foo.svc.cluster.local", 8000, 80));
    }

    [Fact]
    public void Ztunnel_NamesBothEndsByTheirCertificates()
    {
        var none = DenialReader.Read(Tunnel.Replace("{0}", "allow policies exist, but none allowed", StringComparison.Ordinal)).ShouldNotBeNull();
        var rule = DenialReader.Read(Tunnel.Replace("{0}", "explicitly denied by: fleet/no-shuttles", StringComparison.Ordinal)).ShouldNotBeNull();

        (none.Kind, none.Identity, none.ServerIdentity, none.Port).ShouldBe((DenialKind.NoRule, "spiffe://cluster.local/ns/fleet/sa/shuttle", "spiffe://cluster.local/ns/fleet/sa/cargo", 9080));
        (rule.Kind, rule.PolicyNamespace, rule.PolicyName, rule.RuleIndex).ShouldBe((DenialKind.Rule, "fleet", "no-shuttles", null));
    }

    [Theory]
    [InlineData("rbac_access_denied_matched_policy[ns[a]-policy[b]-rule[1]-deny-due-to-bad-CUSTOM-action]", DenialKind.Rule)]
    [InlineData("rbac_access_denied_matched_policy[none]", DenialKind.NoRule)]
    [InlineData("the pod said: rbac_access_denied", DenialKind.Authorization)]
    [InlineData("{\"response_code_details\":\"filter_chain_not_found\"}", DenialKind.NoFilterChain)]
    [InlineData("{\"response_code_details\":\"jwt_authn_access_denied{Jwt_is_expired}\"}", DenialKind.Token)]
    [InlineData("{\"response_code_details\":\"ext_authz_denied\",\"response_flags\":\"UAEX\"}", DenialKind.ExternalAuthorizer)]
    [InlineData("{\"upstream_transport_failure_reason\":\"TLS_error:CERTIFICATE_VERIFY_FAILED\"}", DenialKind.Handshake)]
    [InlineData("{\"response_code_details\":\"via_upstream\",\"connection_termination_details\":\"rbac_access_denied_matched_policy[none]\"}", DenialKind.NoRule)]
    public void Reason_InEveryForm_IsTold(string line, DenialKind kind) => DenialReader.Read(line).ShouldNotBeNull().Kind.ShouldBe(kind);

    [Theory]
    [InlineData("")]
    [InlineData("hello\nworld {")]
    [InlineData("{\"response_code\":200,\"response_flags\":\"-\",\"response_code_details\":\"via_upstream\"}")]
    [InlineData("{ \"a\": [1, 2")]
    [InlineData("[]")]
    public void Log_WithoutARefusal_TellsOfNone(string text) => DenialReader.Read(text).ShouldBeNull();
}

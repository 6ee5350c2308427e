using System.Text.Json;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

/// <summary><c>explain --denied</c>: from a log line to the object that refuses and to the change that would allow the call.</summary>
public sealed class ExplainDeniedTests
{
    private const string Finance = "spiffe://eu.mesh.acme.example/ns/finance/sa";

    private const string Files = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { serviceAccountName: web, containers: [ { name: app } ] }, status: { podIP: 10.1.0.7 } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: orders, namespace: shop, labels: { app: orders } }, spec: { serviceAccountName: orders, containers: [ { name: app, ports: [ { containerPort: 8080 } ] } ] }, status: { podIP: 10.1.0.9 } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: orders, namespace: shop }, spec: { selector: { app: orders }, ports: [ { name: http, port: 80, targetPort: 8080 } ] } }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: nothing, namespace: shop }, spec: {} }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: no-admin, namespace: shop }, spec: { action: DENY, rules: [ { to: [ { operation: { paths: [ /admin* ] } } ] } ] } }
        """;

    [Fact]
    public async Task NoRule_OfAStack_ProposesTheCallerThatIsMissingAndTriesIt()
    {
        var run = await CliRun.OfAsync("explain", "prod", "--denied", Line($"{Finance}/reporting", "DELETE", "/entries?id=1"));

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldStartWith("there are ALLOW policies, and no rule of them matched\n");
        run.Output.ShouldContain($"eu/finance/reporting ({Finance}/reporting) → eu/finance/ledger:8080 DELETE /entries?id=1");
        run.Output.ShouldContain("eu: AuthorizationPolicy finance/ledger");
        run.Output.ShouldContain("GET /entries, /entries/{**}");
        run.Output.ShouldContain("add to mtls:services.ledger.callers (stacks/Pulumi.prod.yaml:");
        run.Output.ShouldContain("- { from: reporting, methods: [DELETE], paths: [/entries] }");
        run.Output.ShouldContain("with it, the call gets through, and nothing else denies it");
    }

    [Fact]
    public async Task NoRule_ThatAStatementForbids_SaysThatTheGateWouldStopTheChange()
    {
        var run = await CliRun.OfAsync("explain", "prod", "-o", "json", "--denied", Line("spiffe://us.mesh.acme.example/ns/payments/sa/checkout", "GET", "/entries"));

        using var answer = JsonDocument.Parse(run.Output);
        var change = answer.RootElement.GetProperty("servers")[0].GetProperty("change");
        change.GetProperty("addition").GetString().ShouldBe("- { from: checkout, regions: [us], methods: [GET], paths: [/entries] }");
        var outcome = change.GetProperty("outcome").EnumerateArray().Select(item => item.GetString()!).ToList();
        outcome[0].ShouldContain("the call gets through");
        outcome.ShouldContain(sentence => sentence.StartsWith("the gate would stop it: MTLS370", StringComparison.Ordinal));
    }

    /// <summary>The lines of linkerd2-proxy, as text and as JSON; the client is told by the name in its certificate.</summary>
    [Theory]
    [InlineData("[   120.123456s]  INFO ThreadId(01) inbound:server{port=8080}: linkerd_app_inbound::policy::http: Request denied server.group=policy.linkerd.io server.kind=server server.name=ledger-http route.group=policy.linkerd.io route.kind=HTTPRoute route.name=ledger client.tls=Some(Established { client_id: Some(ClientId(Dns(\"CART\"))), negotiated_protocol: None }) client.ip=10.1.1.1")]
    [InlineData("[   120.123456s]  INFO ThreadId(01) inbound:server{port=8080}: linkerd_app_inbound::policy::http: Request denied server.group=policy.linkerd.io server.kind=server server.name=ledger-http route.group= route.kind=default route.name=default client.tls=Some(Established { client_id: Some(ClientId(Dns(Name(\"CART\")))), negotiated_protocol: None }) client.ip=10.1.1.1")]
    [InlineData("""{"timestamp":"2026-11-21T10:00:00Z","level":"INFO","fields":{"message":"Request denied","server.group":"policy.linkerd.io","server.kind":"server","server.name":"ledger-http","client.tls":"Some(Established { client_id: Some(ClientId(Dns(\"CART\"))), negotiated_protocol: None })","client.ip":"10.1.1.1"},"target":"linkerd_app_inbound::policy::http","spans":[{"name":"inbound"},{"port":8080,"name":"server"}]}""")]
    public async Task Request_ThatLinkerdRefused_NamesServerAndCallerAndSaysWhatTheCallerMay(string line)
    {
        var run = await CliRun.OfAsync(
            "explain", "linkerd-lab", "--denied", line.Replace("CART", "reporting.finance.serviceaccount.identity.linkerd.mesh.linkerd-lab.example", StringComparison.Ordinal));

        run.ExitCode.ShouldBe(0, run.Error);
        Golden.Matches(run.Output, "infra/Cli/goldens/denied-by-linkerd.txt");
    }

    [Fact]
    public async Task File_ThatIsNotThere_IsNotTakenForALineOfALog()
    {
        var run = await CliRun.OfAsync("explain", "prod", "--denied", "proxy.log");

        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("proxy.log: there is no such file, and it is no line of a log");
    }

    [Fact]
    public async Task NoRule_OfACallerThatNoServiceIs_ProposesNothingAndSaysWhy()
    {
        var run = await CliRun.OfAsync("explain", "prod", "--denied", Line($"{Finance}/nobody", "GET", "/entries"));

        run.Output.ShouldContain($"no service of the stack has the identity {Finance}/nobody");
        run.Output.ShouldNotContain("add to");
    }

    [Fact]
    public async Task NoRule_OfFiles_ProposesAPolicyThatCanBeApplied()
    {
        using var folder = new TemporaryFolder();
        var manifests = folder.Write("m.yaml", Files);
        var log = folder.Write("istio-proxy.log", "started\r\n" + Text("rbac_access_denied_matched_policy[none]", "/orders") + "\r\nmore\r\n");

        var run = await CliRun.OfAsync("explain", "-f", manifests, "--denied", log);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain($"AuthorizationPolicy shop/nothing ({manifests}:");
        run.Output.ShouldContain("with it, the call gets through");
        var policy = string.Join('\n', run.Output[run.Output.IndexOf("apiVersion: security", StringComparison.Ordinal)..].Split('\n').TakeWhile(line => !line.StartsWith("then", StringComparison.Ordinal)));
        folder.Write("p.yaml", policy.Replace("\n                  ", "\n", StringComparison.Ordinal));
        var after = await CliRun.OfAsync("access", "-f", manifests, Path.Combine(folder.Path, "p.yaml"), "--from", "shop/web", "--to", "shop/orders", "--port", "80", "--method", "GET", "--path", "/orders");
        after.Output.ShouldStartWith("shop/web → shop/orders:8080 GET /orders: allowed");
    }

    [Fact]
    public async Task Rule_ThatDenies_IsShownWithItsPlace_AndNothingIsProposed()
    {
        using var folder = new TemporaryFolder();
        var manifests = folder.Write("m.yaml", Files);

        var run = await CliRun.OfAsync(new CliRun.Surroundings { Input = Text("rbac_access_denied_matched_policy[ns[shop]-policy[no-admin]-rule[0]]", "/admin/x") }, "explain", "-f", manifests, "--denied", "-");

        run.Output.ShouldStartWith("rule[0] of AuthorizationPolicy shop/no-admin matched and denies\n");
        run.Output.ShouldContain($"AuthorizationPolicy shop/no-admin ({manifests}:11:1)");
        run.Output.ShouldContain("- \"/admin*\"");
        run.Output.ShouldContain("no ALLOW rule can let it in");
        run.Output.ShouldNotContain("to allow it");
    }

    [Fact]
    public async Task FailedHandshake_IsExplained()
    {
        var run = await CliRun.OfAsync("explain", "prod", "--denied", """
            {"upstream_cluster":"outbound|8080||ledger.finance.svc.cluster.local","response_flags":"UF","upstream_transport_failure_reason":"TLS_error:|268435703:SSL_routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end"}
            """);

        run.Output.ShouldStartWith("the client's proxy tells of a failed TLS handshake");
        run.Output.ShouldContain("the other end does not speak TLS");
        run.Output.ShouldContain("eu/finance/ledger:8080");
    }

    [Fact]
    public async Task Plaintext_ToAStrictPort_NamesThePeerAuthentication()
    {
        var run = await CliRun.OfAsync("explain", "prod", "--denied", """
            {"response_code_details":"filter_chain_not_found","authority":"ledger.finance","downstream_remote_address":"10.9.9.9:1","downstream_local_address":"10.1.0.9:8080","downstream_peer_uri_san":null}
            """);

        run.Output.ShouldStartWith("no filter chain takes such a connection");
        run.Output.ShouldContain("PeerAuthentication istio-system/default");
        run.Output.ShouldContain("10.9.9.9 shows no certificate: give it a sidecar");
    }

    [Fact]
    public async Task Text_WithoutARefusal_AndOptionsThatDoNotFit_AreRefused()
    {
        (await CliRun.OfAsync("explain", "prod", "--denied", "all is well")).ExitCode.ShouldBe(3);
        (await CliRun.OfAsync("explain", "prod", "-f", "x", "--denied", "rbac_access_denied")).ExitCode.ShouldBe(2);
        (await CliRun.OfAsync("explain")).ExitCode.ShouldBe(2);
        (await CliRun.OfAsync("explain", "MTLS901")).ExitCode.ShouldBe(0);
        (await CliRun.OfAsync("explain", "prdo", "--denied", "rbac_access_denied_matched_policy[none]")).Error.ShouldContain("there is no stack prdo");
    }

    private static string Line(string caller, string method, string path) => $$"""
        {"method":"{{method}}","authority":"ledger.finance:8080","path":"{{path}}","response_code_details":"rbac_access_denied_matched_policy[none]","downstream_peer_uri_san":"{{caller}}","downstream_local_uri_san":"{{Finance}}/ledger","downstream_local_address":"10.1.0.9:8080","upstream_cluster":"inbound|8080||"}
        """;

    private static string Text(string details, string path) => $"""
        [2026-11-20T10:00:00.000Z] "GET {path} HTTP/1.1" 403 - {details} - "-" 0 19 0 - "-" "curl/8" "d1" "orders.shop" "-" inbound|8080|| - 10.1.0.9:8080 10.1.0.7:33 outbound_.80_._.orders.shop.svc.cluster.local default
        """;
}

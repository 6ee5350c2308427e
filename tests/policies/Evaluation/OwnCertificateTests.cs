using System.Text;
using Policies.Evaluation;
using Policies.Model;
using Policies.Statements;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>Proxies that take certificates from files: what nobody can tell of them is open, and the rest is told.</summary>
public sealed class OwnCertificateTests
{
    private const string Chain = "ISTIO_META_TLS_CLIENT_CERT_CHAIN: /certs/chain.pem";
    private const string Key = ", ISTIO_META_TLS_CLIENT_KEY: /certs/key.pem";

    public static TheoryData<string, string, string, string, string> Cases => new()
    {
        // The client's metadata, the server's, the mesh's, policies, and the verdict.
        { Chain + Key, "", "", "", "unknown" },
        { Chain + Key, "", "", Peer("STRICT"), "unknown" },
        { Chain + Key, "", "", Peer("DISABLE"), "True Plaintext" },
        { Chain + Key, "", "", Rule("DISABLE"), "True Plaintext" },
        { Chain + Key, "", "", Rule("ISTIO_MUTUAL"), "unknown" },
        { Chain + Key, "", "", Rule("MUTUAL, clientCertificate: /a, privateKey: /b"), "unknown" },
        { Chain + Key, "", "", Rule("SIMPLE"), "False None" },
        { Chain, "", "", "", "True Plaintext" },
        { Chain, "", "", Peer("STRICT"), "False None" },
        { "", "", Chain + Key, "", "unknown" },
        { "FILE_MOUNTED_CERTS: 'true'", "", "", "", "unknown" },
        { "FILE_MOUNTED_CERTS: 'false'", "", "", "", "True Mtls" },
        { "FILE_MOUNTED_CERTS: 'true'", "", "", Peer("DISABLE"), "True Plaintext" },
        { "", "ISTIO_META_TLS_SERVER_ROOT_CERT: /certs/root.pem", "", "", "unknown" },
        { "", Chain + Key, "", "", "True Mtls" },
        { "ISTIO_META_DNS_CAPTURE: 'true'", "", "", "", "True Mtls" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_CertificatesFromFiles_AreOpenWhereTheyAreUsed(string client, string server, string mesh, string policies, string verdict)
    {
        var scenario = Read(client, server, mesh, policies);
        var found = new Evaluator(new Fleet { Clusters = [scenario.Cluster] }).Evaluate(scenario.Calls[0]).ShouldHaveSingleItem();

        (found.Allow is null ? "unknown" : $"{found.Allow} {found.Transport}").ShouldBe(verdict, found.Reason);
        if (found.Allow is null)
        {
            found.Reason.ShouldStartWith("unknown because of Pod shop/");
        }
    }

    [Theory]
    [InlineData("", StatementOutcome.Proven)]
    [InlineData(Chain + Key, StatementOutcome.Open)]
    public void Statement_AboutACallerWithACertificateFromFiles_IsOpen(string client, StatementOutcome outcome)
    {
        const string policies = "- { kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { rules: [ { from: [ { source: { principals: [cluster.local/ns/shop/sa/other] } } ] } ] } }\n";
        var statement = new Statement { Kind = StatementKind.Deny, From = [CallerSet.Parse("web")!], To = [TargetSet.Parse("db")!], Name = "s" };

        var result = StatementProof.Of(new Fleet { Clusters = [Read(client, "", "", policies + Peer("STRICT")).Cluster] }, [statement])[0];

        result.Outcome.ShouldBe(outcome, result.Reason);
    }

    private static string Peer(string mode) => $"- {{ kind: PeerAuthentication, metadata: {{ name: default, namespace: shop }}, spec: {{ mtls: {{ mode: {mode} }} }} }}\n";

    private static string Rule(string tls) => $"- {{ kind: DestinationRule, metadata: {{ name: r, namespace: shop }}, spec: {{ host: db, trafficPolicy: {{ tls: {{ mode: {tls} }} }} }} }}\n";

    private static Scenario Read(string client, string server, string mesh, string policies)
    {
        var reading = ScenarioReader.Read(
            Encoding.UTF8.GetBytes($$"""
                mesh: { proxyMetadata: { {{mesh}} } }
                workloads:
                - { name: web, namespace: shop, labels: { app: web }, serviceAccount: web, proxyMetadata: { {{client}} } }
                - { name: db, namespace: shop, labels: { app: db }, serviceAccount: db, proxyMetadata: { {{server}} }, ports: [ { name: http, servicePort: 80, targetPort: 8080, protocol: HTTP } ] }
                {{(policies.Length == 0 ? "" : $"config:\n{policies}")}}
                calls: [ { from: web, to: db, port: 80 } ]
                """),
            "s.yaml");
        reading.Errors.ShouldBeEmpty();
        return reading.Scenarios[0];
    }
}

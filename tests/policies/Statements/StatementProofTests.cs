using Manifests.Reading;
using Policies.Model;
using Policies.Statements;
using Shouldly;
using Xunit;

namespace Tests.Policies.Statements;

public sealed class StatementProofTests
{
    private const string Fleet =
        """
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop, labels: { istio-injection: enabled } }
        ---
        apiVersion: v1
        kind: Namespace
        metadata: { name: finance, labels: { istio-injection: enabled } }
        ---
        apiVersion: v1
        kind: Namespace
        metadata: { name: data }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop }
        spec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { serviceAccountName: web, containers: [ { name: app } ] } } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: orders, namespace: shop }
        spec: { selector: { matchLabels: { app: orders } }, template: { metadata: { labels: { app: orders } }, spec: { serviceAccountName: orders, containers: [ { name: app } ] } } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: ledger, namespace: finance }
        spec: { selector: { matchLabels: { app: ledger } }, template: { metadata: { labels: { app: ledger } }, spec: { serviceAccountName: ledger, containers: [ { name: app, ports: [ { containerPort: 8080, name: http } ] } ] } } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: ledger, namespace: finance }
        spec: { selector: { app: ledger }, ports: [ { name: http, port: 80, targetPort: 8080 } ] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: db, namespace: data }
        spec: { selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db }, annotations: { sidecar.istio.io/inject: "false" } }, spec: { serviceAccountName: db, containers: [ { name: app, ports: [ { containerPort: 5432, name: sql } ] } ] } } }
        ---
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: { name: default, namespace: istio-system }
        spec: { mtls: { mode: STRICT } }
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: { name: ledger, namespace: finance }
        spec:
          selector: { matchLabels: { app: ledger } }
          rules:
            - from: [ { source: { principals: [ cluster.local/ns/shop/sa/orders ] } } ]
              to: [ { operation: { ports: ["8080"], methods: [POST], paths: [/entries] } } ]

        """;

    private const string DatabaseForOrders =
        """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: db, namespace: data }
        spec:
          podSelector: { matchLabels: { app: db } }
          policyTypes: [Ingress]
          ingress:
            - from: [ { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }, podSelector: { matchLabels: { app: orders } } } ]
              ports: [ { port: 5432 } ]

        """;

    [Theory]
    [InlineData(StatementKind.Only, "orders", "ledger")]
    [InlineData(StatementKind.Only, "namespace shop", "ledger")]
    [InlineData(StatementKind.Deny, "web", "ledger")]
    [InlineData(StatementKind.Deny, "outside namespace shop", "namespace finance")]
    [InlineData(StatementKind.Deny, "plaintext callers", "namespace finance")]
    [InlineData(StatementKind.Deny, "outsiders", "ledger")]
    [InlineData(StatementKind.Deny, "trust domain other.example", "anything")]
    public void Statement_ThatThePoliciesKeep_IsProven(StatementKind kind, string from, string to) =>
        Prove(Fleet, Statement(kind, from, to)).Outcome.ShouldBe(StatementOutcome.Proven);

    [Fact]
    public void Allow_OfWhatIsAllowed_IsProven() =>
        Prove(Fleet, Statement(StatementKind.Allow, "orders", "ledger") with { Methods = ["POST"], Paths = ["/entries"] }).Outcome.ShouldBe(StatementOutcome.Proven);

    [Fact]
    public void Allow_OfMoreThanIsAllowed_IsRefutedByACallThatIsRefused()
    {
        var result = Prove(Fleet, Statement(StatementKind.Allow, "orders", "ledger") with { Methods = ["POST", "PUT"], Paths = ["/entries"] });

        result.Outcome.ShouldBe(StatementOutcome.Refuted);
        result.Witness.ShouldNotBeNull().ShouldContain("PUT /entries");
        result.Reason.ShouldNotBeNull().ShouldContain("no rule of the ALLOW policies matches");
    }

    [Fact]
    public void Deny_OfWhatIsAllowed_IsRefutedByThatCallAndItsRule()
    {
        var result = Prove(Fleet, Statement(StatementKind.Deny, "namespace shop", "ledger"));

        result.Outcome.ShouldBe(StatementOutcome.Refuted);
        result.Destination.ShouldBe("finance/ledger:8080");
        result.Witness.ShouldBe("spiffe://cluster.local/ns/shop/sa/orders POST /entries");
        result.Object!.ToString().ShouldBe("AuthorizationPolicy finance/ledger");
        result.FurtherPorts.ShouldBe(0);
    }

    [Fact]
    public void Deny_OfOtherRequests_IsProven() =>
        Prove(Fleet, Statement(StatementKind.Deny, "anyone", "ledger") with { Methods = ["GET", "DELETE"] }).Outcome.ShouldBe(StatementOutcome.Proven);

    [Theory]
    [InlineData("http")]
    [InlineData("80")]
    [InlineData("8080")]
    public void Ports_ByNameOrByNumber_AreThosePorts(string port)
    {
        var result = Prove(Fleet, Statement(StatementKind.Deny, "orders", "ledger") with { Ports = [port] });

        result.Outcome.ShouldBe(StatementOutcome.Refuted);
        result.Ports.ShouldBe(1);
    }

    [Fact]
    public void Permissive_Port_LetsPlaintextCallersIn()
    {
        var policies = Fleet.Replace("mode: STRICT", "mode: PERMISSIVE", StringComparison.Ordinal)
            .Replace("    - from: [ { source: { principals: [ cluster.local/ns/shop/sa/orders ] } } ]\n      to:", "    - to:", StringComparison.Ordinal);

        var result = Prove(policies, Statement(StatementKind.Deny, "plaintext callers", "ledger"));

        result.Outcome.ShouldBe(StatementOutcome.Refuted);
        result.Witness.ShouldBe("a caller without a certificate POST /entries");
    }

    [Fact]
    public void Database_WithoutAProxy_IsDecidedByTheNetwork()
    {
        Prove(Fleet + DatabaseForOrders, Statement(StatementKind.Only, "orders", "db")).Outcome.ShouldBe(StatementOutcome.Proven);
        var web = Prove(Fleet + DatabaseForOrders, Statement(StatementKind.Only, "web", "db"));
        web.Outcome.ShouldBe(StatementOutcome.Refuted);
        web.Witness.ShouldBe("a connection from a pod of namespace shop {app: orders}");
        Prove(Fleet, Statement(StatementKind.Only, "orders", "db")).Reason.ShouldBe("no proxy asks who calls, and no NetworkPolicy selects the pod");
    }

    [Fact]
    public void Custom_Provider_LeavesTheStatementOpen()
    {
        var asked = Fleet +
            """
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: istio, namespace: istio-system }
            data:
              mesh: |
                extensionProviders:
                  - name: gate
                    envoyExtAuthzHttp: { service: gate.shop.svc.cluster.local, port: 80 }
            ---
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: { name: ask, namespace: finance }
            spec: { action: CUSTOM, provider: { name: gate }, rules: [ {} ] }

            """;

        var result = Prove(asked, Statement(StatementKind.Deny, "orders", "ledger"));

        result.Outcome.ShouldBe(StatementOutcome.Open);
        result.Reason.ShouldNotBeNull().ShouldContain("gate");
    }

    [Theory]
    [InlineData(StatementKind.Deny, "web", "{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: e, namespace: finance }, spec: { configPatches: [ { applyTo: HTTP_FILTER } ] } }", "EnvoyFilter finance/e")]
    [InlineData(StatementKind.Only, "orders", "{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: e, namespace: finance }, spec: { future: 1 } }", "spec.future")]
    [InlineData(StatementKind.Allow, "orders", "{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: e, namespace: shop }, spec: { configPatches: [ { applyTo: HTTP_FILTER, match: { context: SIDECAR_OUTBOUND } } ] } }", "EnvoyFilter shop/e")]
    public void Statement_ThatAnObjectOfUnknownMeaningDecidesAbout_IsOpen(StatementKind kind, string from, string item, string named)
    {
        var result = Prove($"{Fleet}---\n{item}\n", Statement(kind, from, "ledger") with { Methods = ["POST"], Paths = ["/entries"] });

        result.Outcome.ShouldBe(StatementOutcome.Open);
        result.Reason.ShouldNotBeNull().ShouldContain(named);
    }

    [Fact]
    public void Statement_OfTheNetworkBesideAForeignPolicy_IsOpen() => Prove(
        Fleet + DatabaseForOrders + "---\n{ apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: { name: e }, spec: { priority: 5 } }\n",
        Statement(StatementKind.Only, "orders", "db")).Reason.ShouldNotBeNull().ShouldContain("AdminNetworkPolicy e");

    [Theory]
    [InlineData("lodger", null)]
    [InlineData("ledger", "grpc")]
    public void Statement_AboutNothing_IsEmpty(string to, string? port) =>
        Prove(Fleet, Statement(StatementKind.Deny, "anyone", to) with { Ports = port is null ? [] : [port] }).Outcome.ShouldBe(StatementOutcome.Empty);

    [Fact]
    public void Finding_OfARefutedStatement_NamesStatementCallAndObject()
    {
        var statement = Statement(StatementKind.Deny, "orders", "ledger");

        var finding = StatementFindings.Of([Prove(Fleet, statement)]).ShouldHaveSingleItem();

        finding.Rule.Code.ShouldBe("MTLS370");
        finding.Source.ShouldBe(statement.Source);
        finding.Message.ShouldBe(
            "statements[0]: deny from orders to ledger: finance/ledger:8080 takes spiffe://cluster.local/ns/shop/sa/orders POST /entries: "
            + "rule 0 of AuthorizationPolicy finance/ledger matches: it allows the request");
    }

    private static StatementResult Prove(string manifests, Statement statement) =>
        StatementProof.Of(new() { Clusters = [ManifestInventory.Read(new ManifestReader().ReadText(manifests, "fleet.yaml").Items)] }, [statement]).ShouldHaveSingleItem();

    private static Statement Statement(StatementKind kind, string from, string to) => new()
    {
        Kind = kind,
        From = [CallerSet.Parse(from)!],
        To = [TargetSet.Parse(to)!],
        Name = "statements[0]",
        Source = new("statements.yaml", 1),
    };
}

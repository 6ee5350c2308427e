using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Planning;

/// <summary>Each mistake that a stack file can hold, made in prod, with every message that it causes.</summary>
public sealed class BadInputTests
{
    /// <summary>Case, the text in prod that is replaced, and what it is replaced by.</summary>
    public static TheoryData<string, string, string> Cases => new()
    {
        { "key-unknown", "    minimumTlsVersion:", "    minimunTlsVersion:" },
        { "key-without-namespace", "  mtls:mesh:\n", "  mesh: {}\n  mtls:mesh:\n" },
        { "section-unknown", "  mtls:externals:\n", "  mtls:external:\n" },
        { "region-duplicate", "    eu:\n      trustDomain", "    us:\n      trustDomain" },
        { "region-ambient-beside-others", "    eu:\n      trustDomain", "    eu:\n      dataPlane: ambient\n      trustDomain" },
        { "region-unknown", "finance: { regions: [eu] }", "finance: { regions: [eu, ue] }" },
        { "region-name-no-dns-label", "    us:\n      trustDomain", "    US_1:\n      trustDomain" },
        { "service-unknown", "from: web, paths", "from: wbe, paths" },
        { "service-account-default", "serviceAccount: accounts-api", "serviceAccount: default" },
        { "service-without-namespace", "      namespace: payments\n", "" },
        { "service-outside-its-namespace", "      namespace: finance\n", "      namespace: finance\n      regions: [us, eu]\n" },
        { "namespace-unknown", "namespace: identity", "namespace: identiy" },
        { "namespace-of-the-platform", "    payments: {}\n", "    payments: {}\n    kube-system: {}\n" },
        { "port-unknown", "ports: [http], methods: [PATCH]", "ports: [htpp], methods: [PATCH]" },
        { "port-not-named", "{ from: web, ports: [http], methods: [GET, POST]", "{ from: web, methods: [GET, POST]" },
        { "port-out-of-range", "{ port: 6379, protocol: TCP }", "{ port: 99999, protocol: TCP }" },
        { "port-a-text", "{ port: 6379, protocol: TCP }", "{ port: \"6379\", protocol: TCP }" },
        { "port-number-shared", "metrics: { port: 9090,", "metrics: { port: 8080," },
        { "port-of-the-sidecar", "metrics: { port: 9090,", "metrics: { port: 15020," },
        { "protocol-unknown", "protocol: HTTP2", "protocol: HTTP3" },
        { "mode-misspelled", "mode: PERMISSIVE", "mode: PERMISIVE" },
        { "trust-domain-underscore", "trustDomain: us.mesh.acme.example", "trustDomain: us_mesh.acme.example" },
        { "trust-domain-below-another", "trustDomain: us.mesh.acme.example", "trustDomain: us.eu.mesh.acme.example" },
        { "trust-domain-shared", "trustDomain: us.mesh.acme.example", "trustDomain: eu.mesh.acme.example" },
        { "trust-domain-a-uri", "trustDomain: us.mesh.acme.example", "trustDomain: spiffe://us.mesh.acme.example" },
        { "step-ca-asked-for-too-long-a-life", "  mtls:exceptions:\n", "  mtls:platform:\n    stepCa: {}\n  mtls:exceptions:\n" },
        { "duration-bad", "workloads: { lifetime: 24h }", "workloads: { lifetime: 24 hours }" },
        { "duration-a-number", "workloads: { lifetime: 24h }", "workloads: { lifetime: 24 }" },
        { "duration-out-of-range", "workloads: { lifetime: 24h }", "workloads: { lifetime: 5m }" },
        { "day-bad", "expires: \"2027-06-30\"", "expires: 30.06.2027" },
        { "exception-expired", "expires: \"2027-06-30\"", "expires: \"2026-11-20\"" },
        { "exception-missing", "mode: DISABLE, exception: metrics-plaintext }", "mode: DISABLE }" },
        { "exception-unknown", "mode: DISABLE, exception: metrics-plaintext }", "mode: DISABLE, exception: metric-plaintext }" },
        { "exception-without-owner", "      owner: sre\n", "" },
        { "exception-not-needed", "podSecurity: baseline, mode: PERMISSIVE", "podSecurity: baseline" },
        {
            "exception-unused",
            "  mtls:exceptions:\n",
            "  mtls:exceptions:\n    old: { owner: sre, reason: none, expires: \"2027-01-01\" }\n"
        },
        { "caller-anyone-without-exception", "paths: [/api/stock], exception: legacy-erp-plaintext }", "paths: [/api/stock] }" },
        { "caller-anyone-on-strict-port", "- { from: reporting, methods", "- { from: \"@anyone\", exception: metrics-plaintext, methods" },
        { "statement-of-two", "- only: { from: \"@ingress\"", "- deny: { from: anyone, to: web }\n      only: { from: \"@ingress\"" },
        { "statement-of-nothing", "    - only: { from: \"@ingress\", to: [web, reporting] }\n", "    - {}\n" },
        { "statement-about-nobody", "from: outside region eu, to: ledger", "from: outside region ue, to: legder" },
        { "statement-no-set", "from: plaintext callers", "from: plaintext calls" },
        { "caller-without-sidecar", "    identity: {}\n", "    identity: { sidecars: false }\n" },
        { "caller-on-plaintext-port", "{ from: web, ports: [http]", "{ from: web, ports: [http, metrics]" },
        { "caller-not-a-name", "{ from: web, ports: [http]", "{ from: \"@web\", ports: [http]" },
        { "caller-twice-in-a-list", "regions: [us, eu], methods: [POST]", "regions: [us, us, eu], methods: [POST]" },
        {
            "methods-on-tcp",
            "redis: { port: 6379, protocol: TCP }\n      callers:\n        - { from: web }",
            "redis: { port: 6379, protocol: TCP }\n      callers:\n        - { from: web, methods: [GET] }"
        },
        { "method-in-lower-case", "methods: [PATCH]", "methods: [patch]" },
        {
            "method-other-than-post-on-grpc",
            "- { from: orders, methods: [POST], paths: [/acme",
            "- { from: orders, methods: [POST, GET], paths: [/acme"
        },
        { "methods-empty", "methods: [PATCH]", "methods: []" },
        { "path-with-star-inside", "paths: [/login, /accounts/*]", "paths: [/login, /accounts/*/x]" },
        { "call-across-regions-not-written-down", "{ from: checkout, regions: [us, eu], methods", "{ from: erp, methods" },
        { "call-into-region-without-gateway", "      eastWestAddress: eastwest.eu.acme.example\n", "" },
        {
            "call-across-regions-to-a-broker",
            "- { from: checkout, publish: [payments.>] }",
            "- { from: checkout, regions: [us, eu], publish: [payments.>] }"
        },
        {
            "call-with-less-reach-than-others",
            "- { from: web, paths: [/acme.catalog",
            "- { from: web, regions: [us, eu], paths: [/acme.catalog"
        },
        { "labels-overlap", "labels: { app: inventory, tier: backend }", "labels: { app: shipping, tier: backend }" },
        {
            "service-account-shared",
            "      namespace: fulfilment\n\n    notifications:\n",
            "      namespace: fulfilment\n      serviceAccount: notifications\n\n    notifications:\n"
        },
        { "subjects-missing", "- { from: checkout, publish: [payments.>] }", "- { from: checkout }" },
        {
            "redis-image-that-knows-no-uris",
            "    checkout:\n      namespace: payments\n",
            "    cache: { namespace: messaging, kind: redis, image: docker.io/library/redis:8.6.0, ports: { redis: { port: 6379, protocol: TCP } } }\n    checkout:\n      namespace: payments\n"
        },
        {
            "redis-caller-without-keys",
            "    checkout:\n      namespace: payments\n",
            "    cache: { namespace: messaging, kind: redis, ports: { redis: { port: 6379, protocol: TCP } }, callers: [{ from: checkout }] }\n    checkout:\n      namespace: payments\n"
        },
        { "keys-of-a-broker", "- { from: checkout, publish: [payments.>] }", "- { from: checkout, publish: [payments.>], readKeys: [\"a:*\"] }" },
        { "role-on-a-mesh-service", "- { from: cart }", "- { from: cart, role: cart_rw }" },
        { "role-reserved", "role: accounts_rw", "role: postgres" },
        { "role-missing", "{ from: accounts, role: accounts_rw }", "{ from: accounts }" },
        {
            "certificate-of-a-workload-deployed-elsewhere",
            "    checkout:\n      namespace: payments\n",
            "    checkout:\n      namespace: payments\n      certificate: { folder: /etc/checkout }\n"
        },
        {
            "certificate-of-a-workload-without-servers",
            "    cart:\n",
            "    cart:\n      image: docker.io/acme/cart:1.0.0\n      certificate: { delivery: step-renew }\n"
        },
        {
            "certificate-by-what-is-not-there",
            "      image: docker.io/library/nats:2.14.2-alpine\n",
            "      image: docker.io/library/nats:2.14.2-alpine\n      certificate: { delivery: step-renew, folder: etc/tls, variables: { key: 1_KEY } }\n"
        },
        {
            "certificate-at-step-ca-that-is-not-there",
            "      image: docker.io/library/nats:2.14.2-alpine\n",
            "      image: docker.io/library/nats:2.14.2-alpine\n      certificate: { delivery: step-renew, reload: { processIdFile: /run/x.pid } }\n"
        },
        {
            "certificate-of-a-server-by-socket",
            "      image: docker.io/library/nats:2.14.2-alpine\n",
            "      image: docker.io/library/nats:2.14.2-alpine\n      certificate: { delivery: spiffe-csi }\n"
        },
        {
            "certificate-of-spire-for-a-database",
            "    orders:\n",
            "    orders:\n      image: docker.io/acme/orders:1.0.0\n      certificate: { delivery: spiffe-csi }\n"
        },
        {
            "replicas-of-a-database",
            "      kind: postgres\n",
            "      kind: postgres\n      replicas: 2\n      backend: 80\n"
        },
        {
            "leaf-node-that-is-no-server",
            "client: { port: 4222, protocol: TCP }\n      callers:\n",
            "client: { port: 4222, protocol: TCP }\n        leaf: { port: 7422, protocol: TCP }\n      callers:\n        - { from: web, ports: [leaf], publish: [x] }\n"
        },
        {
            "approver-beside-istio-csr",
            "  mtls:exceptions:\n",
            "  mtls:platform:\n    approver: {}\n    istioCsr: {}\n  mtls:exceptions:\n"
        },
        {
            "csi-driver-without-approver",
            "  mtls:exceptions:\n",
            "  mtls:platform:\n    csiDriver: {}\n  mtls:exceptions:\n"
        },
        {
            "certificate-by-a-driver-that-is-not-there",
            "      image: docker.io/library/nats:2.14.2-alpine\n",
            "      image: docker.io/library/nats:2.14.2-alpine\n      certificate: { delivery: csi }\n"
        },
        { "gatekeeper-without-guards", "  mtls:exceptions:\n", "  mtls:platform:\n    gatekeeper: {}\n  mtls:exceptions:\n" },
        { "egress-misspelled", "      hosts: [api.cards.example]\n", "      hosts: [api.cards.example]\n      egress: gatewya\n" },
        { "role-no-identifier", "role: accounts_rw", "role: Accounts RW" },
        {
            "server-with-two-ports",
            "client: { port: 4222, protocol: TCP }",
            "client: { port: 4222, protocol: TCP }\n        monitor: { port: 8222, protocol: TCP }"
        },
        {
            "client-certificates-of-one-name",
            "  mtls:externals:\n",
            """
                db: { namespace: data, kind: postgres, ports: { sql: { port: 5432, protocol: TCP } }, callers: [{ from: orders-orders, role: o }] }
                orders-orders: { namespace: shop }

              mtls:externals:

            """
        },
        { "region-trusts-itself", "      network: us\n", "      network: us\n      trusts: [us]\n" },
        { "region-trusts-an-unknown-one", "      network: us\n", "      network: us\n      trusts: [ue]\n" },
        { "call-from-a-region-that-is-not-trusted", "      network: eu\n", "      network: eu\n      trusts: []\n" },
        { "keystore-unknown", "    identity: {}\n", "    identity: { keystore: P12 }\n" },
        { "external-without-credential", "mode: MUTUAL, credentialName: tax-office-client", "mode: MUTUAL" },
        { "external-wildcard", "hosts: [api.cards.example]", "hosts: [\"*.cards.example\"]" },
        { "roots-none-active", "state: active", "state: retiring" },
        { "root-too-short", "lifetime: 3650d", "lifetime: 400d" },
        { "root-unknown", "intermediate: { generation: 1,", "intermediate: { root: root-2025, generation: 1," },
        { "value-null", "owner: erp-team", "owner:" },
        { "value-encrypted", "owner: erp-team", "owner: { secure: AAABAJ3kbWtvMTlhY2Z0eg== }" },
        { "value-a-map", "mode: STRICT", "mode: { is: STRICT }" },
        { "value-a-number", "network: us\n", "network: 1\n" },
        { "list-empty", "hosts: [api.cards.example]", "hosts: []" },
        { "yaml-broken", "    id: acme-prod\n", "    id: [acme-prod\n" },
        { "yaml-second-document", "config:\n", "config: {}\n---\nconfig:\n" },
        { "config-missing", "config:\n", "settings:\n" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Stack_WithOneMistake_SaysWhatIsWrongAndWhereAndWhatIsAllowed(string name, string old, string @new)
    {
        var reading = StackText.Read(StackText.ProdWith(old, @new));

        reading.Intent.ShouldBeNull();
        Golden.Matches(string.Concat(reading.Errors.Select(error => $"{error}\n")), $"infra/Planning/BadInput/{name}.txt");
    }

    [Fact]
    public void Stack_WithSeveralMistakes_SaysAllOfThemAtOnce()
    {
        (string Old, string New)[] mistakes =
        [
            ("    minimumTlsVersion:", "    minimunTlsVersion:"),
            ("    eu:\n      trustDomain", "    us: {}\n    eu:\n      trustDomain"),
            ("from: web, paths", "from: wbe, paths"),
            ("ports: [http], methods: [PATCH]", "ports: [htpp], methods: [PATCH]"),
            ("trustDomain: us.mesh.acme.example", "trustDomain: us_mesh.eu.mesh.acme.example"),
            ("expires: \"2027-06-30\"", "expires: \"2026-06-30\""),
            ("workloads: { lifetime: 24h }", "workloads: { lifetime: 24 hours }"),
        ];
        var text = mistakes.Aggregate(StackText.Prod, (stack, mistake) => StackText.Replace(stack, mistake.Old, mistake.New));

        var errors = StackText.Read(text).Errors;

        Golden.Matches(string.Concat(errors.Select(error => $"{error}\n")), "infra/Planning/BadInput/several.txt");
    }

    [Fact]
    public void Stack_WithSecretInTheWrongPlace_IsReportedWithoutItsText()
    {
        const string secret = "hunter2-Tr0ub4dor";

        string[] places = ["mode: STRICT", "lifetime: 24h", "port: 6379", "expires: \"2027-06-30\"", "protocol: GRPC", "key: P384"];
        foreach (var place in places)
        {
            var key = place[..place.IndexOf(':', StringComparison.Ordinal)];
            var errors = StackText.Read(StackText.ProdWith(place, $"{key}: {secret}")).Errors;

            errors.ShouldNotBeEmpty();
            string.Join('\n', errors).ShouldNotContain(secret);
        }
    }
}

using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>NetworkPolicies, ambient mode and Linkerd, as the evaluator puts them together with Istio's own layers.</summary>
public sealed class LayersBesideSidecarsTests
{
    private const string Pods = """
        { apiVersion: v1, kind: Namespace, metadata: { name: side, labels: { istio-injection: enabled } } }
        ---
        { apiVersion: v1, kind: Namespace, metadata: { name: amb, labels: { istio.io/dataplane-mode: ambient } } }
        ---
        { apiVersion: v1, kind: Namespace, metadata: { name: link, annotations: { linkerd.io/inject: enabled } } }
        ---
        { apiVersion: v1, kind: Namespace, metadata: { name: bare } }
        """;

    [Fact]
    public void Network_DeniedConnection_IsDeniedByTheNetworkWithItsPolicy()
    {
        var cluster = With(Pod("side", "web"), Pod("side", "client"), Pod("bare", "plain"), Policy("side", "{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }] }"));
        var denied = Ask(cluster, "plain", "web");
        denied.Allow.ShouldBe(false);
        denied.DeniedBy.ShouldBe(Layer.Network);
        denied.DecidedBy.ShouldBe("NetworkPolicy side/net");
        denied.Transport.ShouldBe(Transport.None);
        denied.Decisive.Source!.File.ShouldBe("layers.yaml");
        var allowed = Ask(cluster, "client", "web");
        allowed.Allow.ShouldBe(true);
        allowed.Transport.ShouldBe(Transport.Plaintext); // to the pod's address, past every service
        allowed.Layers[0].Reason.ShouldBe("NetworkPolicy side/net allows it in rule 0 of its ingress for side/web");
    }

    [Fact]
    public void Network_Udp_NeedsARuleForUdp()
    {
        var cluster = With(Pod("side", "web"), Pod("side", "client"), Policy("side", "{ podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: 80, protocol: UDP }] }] }"));
        Ask(cluster, "client", "web", protocol: PortProtocol.Udp).DeniedBy.ShouldNotBe(Layer.Network);
        Ask(cluster, "client", "web").DeniedBy.ShouldBe(Layer.Network);
    }

    [Fact]
    public void Network_AddressThatIsNotKnown_LeavesTheVerdictOpen()
    {
        var cluster = With(Pod("side", "web"), Policy("side", "{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }"));
        var verdict = Decide(cluster, new Caller.Outsider(), "web");
        verdict.Allow.ShouldBeNull();
        verdict.Reason.ShouldStartWith("unknown because connections to side/web are restricted");
        Decide(cluster, new Caller.Outsider("10.1.1.1"), "web").Allow.ShouldBe(true);
        Decide(cluster, new Caller.Outsider("11.1.1.1"), "web").DeniedBy.ShouldBe(Layer.Network);
    }

    [Fact]
    public void Network_BetweenNetworks_IsHeldToTheEastWestGateway()
    {
        var client = Cluster("us", "{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 15443 }] }] }", Pod("side", "client"));
        var gateway = Pod("bare", "eastwest", ", istio: eastwestgateway, sidecar.istio.io/inject: 'true'");
        const string fromGateway = "{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: bare } } }] }] }";
        var passes = Passing("web.side.svc.cluster.local");
        Cross(client, Cluster("eu", fromGateway, Pod("side", "web"), gateway, passes)).Layers[0].Allow.ShouldBe(true);
        Cross(client, Cluster("eu", "{}", Pod("side", "web"), gateway, passes)).DeniedBy.ShouldBe(Layer.Network);
        Cross(client, Cluster("eu", "{}", Pod("side", "web"))).Layers[0].Allow.ShouldBeNull();
        Cross(Cluster("us", "{ podSelector: {}, policyTypes: [Egress] }", Pod("side", "client")), Cluster("eu", fromGateway, Pod("side", "web"), gateway, passes)).DeniedBy.ShouldBe(Layer.Network);
    }

    /// <summary>The east-west gateway has a route for what a Gateway lists, and for nothing else.</summary>
    [Theory]
    [InlineData("web.side.svc.cluster.local", 15443, true)]
    [InlineData("side/*.side.svc.cluster.local", 15443, true)]
    [InlineData("'*.local'", 15443, true)]
    [InlineData("other.side.svc.cluster.local", 15443, false)]
    [InlineData("bare/web.side.svc.cluster.local", 15443, false)]
    [InlineData("./web.side.svc.cluster.local", 15443, false)]
    [InlineData("'*.example'", 15443, false)]
    [InlineData("web.side.svc.cluster.local", 443, false)]
    public void Network_BetweenNetworks_NeedsAGatewayThatListsTheHost(string host, int port, bool isPassed)
    {
        var gateway = Pod("bare", "eastwest", ", istio: eastwestgateway, sidecar.istio.io/inject: 'true'");
        var client = Cluster("us", "{ podSelector: {}, policyTypes: [Egress], egress: [{}] }", Pod("side", "client"));

        var verdict = Cross(client, Cluster("eu", "{ podSelector: {}, ingress: [{}] }", Pod("side", "web"), gateway, Passing(host, port)));

        verdict.Layers[0].Allow.ShouldBe(isPassed);
        if (!isPassed)
        {
            verdict.DeniedBy.ShouldBe(Layer.Network);
            verdict.DecidedBy.ShouldBe("eu: Gateway bare/cross");
            verdict.Reason.ShouldBe("no Gateway of the east-west gateway passes web.side.svc.cluster.local on at port 15443");
        }
    }

    private static string Passing(string host, int port = 15443) =>
        Istio("Gateway", "bare", "cross", $"{{ selector: {{ istio: eastwestgateway }}, servers: [{{ port: {{ number: {port}, name: tls, protocol: TLS }}, tls: {{ mode: AUTO_PASSTHROUGH }}, hosts: [{host}] }}] }}")
            .Replace("security.istio.io/v1", "networking.istio.io/v1", StringComparison.Ordinal);

    [Fact]
    public void Ambient_Tunnel_NeedsTheTunnelsPortAndGivesTheIdentity()
    {
        const string app = "{ podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: 80 }] }] }";
        string[] pods = [Pod("amb", "web"), Pod("amb", "client"), Pod("side", "car"), Pod("bare", "plain")];
        var verdict = Ask(With(pods), "client", "web");
        (verdict.Allow, verdict.Transport).ShouldBe((true, Transport.Mtls));
        var blocked = With([.. pods, Policy("amb", app)]);
        Ask(blocked, "client", "web").DeniedBy.ShouldBe(Layer.Network);
        Ask(blocked, "plain", "web").Transport.ShouldBe(Transport.Plaintext);
        var open = With([.. pods, Policy("amb", app.Replace("port: 80", "port: 15008", StringComparison.Ordinal))]);
        Ask(open, "client", "web").Allow.ShouldBe(true);
        Ask(open, "plain", "web").DeniedBy.ShouldBe(Layer.Network);
        Ask(With(pods), "client", "car").Transport.ShouldBe(Transport.Mtls);
        Ask(With(pods), "client", "plain").Transport.ShouldBe(Transport.Plaintext);
    }

    [Fact]
    public void Ambient_PoliciesAndModes_AreThoseOfZtunnel()
    {
        string[] pods = [Pod("amb", "web"), Pod("amb", "client"), Pod("bare", "plain")];
        var strict = With([.. pods, Istio("PeerAuthentication", "amb", "strict", "{ mtls: { mode: STRICT } }")]);
        Ask(strict, "plain", "web").DeniedBy.ShouldBe(Layer.ServerTls);
        Ask(strict, "client", "web").Allow.ShouldBe(true);
        var byAccount = With([.. pods, Istio("AuthorizationPolicy", "amb", "allow", "{ rules: [{ from: [{ source: { principals: [cluster.local/ns/amb/sa/client] } }] }] }")]);
        Ask(byAccount, "client", "web").DecidedBy.ShouldBe("ns[amb]-policy[allow]-rule[0]");
        Ask(byAccount, "plain", "web").DeniedBy.ShouldBe(Layer.Authorization);
        var byMethod = With([.. pods, Istio("AuthorizationPolicy", "amb", "allow", "{ rules: [{ to: [{ operation: { methods: [GET] } }] }] }")]);
        Ask(byMethod, "client", "web").Reason.ShouldBe("no rule of AuthorizationPolicy amb/allow allows it; AuthorizationPolicy amb/allow: rule 0 uses methods, so ztunnel leaves it out");
        Decide(With(pods), new Caller.OfIdentity("spiffe://other.domain/ns/a/sa/b"), "web").DeniedBy.ShouldBe(Layer.Trust);
    }

    [Fact]
    public void Ambient_Waypoint_JudgesRequestsAndStandsBeforeTheServer()
    {
        string[] objects =
        [
            Pod("amb", "web"), Pod("amb", "client"), Pod("bare", "plain"),
            "{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: amb, labels: { istio.io/use-waypoint: way } }, spec: { selector: { app: web }, ports: [{ name: http, port: 8080, targetPort: 80 }] } }",
            "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: way, namespace: amb }\nspec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }",
            Istio("AuthorizationPolicy", "amb", "requests", "{ targetRefs: [{ kind: Service, group: '', name: web }], rules: [{ from: [{ source: { principals: [cluster.local/ns/amb/sa/client] } }], to: [{ operation: { methods: [GET], ports: ['8080'] } }] }] }"),
            Istio("AuthorizationPolicy", "amb", "only-waypoint", "{ selector: { matchLabels: { app: web } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/amb/sa/way] } }] }] }"),
        ];
        var cluster = With(objects);
        Ask(cluster, "client", "web", "web", method: "GET").Allow.ShouldBe(true);
        var post = Ask(cluster, "client", "web", "web", method: "POST");
        post.DeniedBy.ShouldBe(Layer.Authorization);
        Ask(cluster, "client", "web").Reason.ShouldContain("no rule of AuthorizationPolicy amb/only-waypoint allows it"); // to the pod's address: past the waypoint
        Ask(cluster, "plain", "web", "web").Allow.ShouldBe(false);
        var closed = With([.. objects, Policy("amb", "{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: client } } }], ports: [{ port: 15008 }] }] }")]);
        Ask(closed, "client", "web", "web", method: "GET").DeniedBy.ShouldBe(Layer.Network); // the waypoint is not let in
    }

    [Fact]
    public void Linkerd_Server_JudgesByLinkerdsIdentity()
    {
        string[] objects =
        [
            Pod("link", "web"), Pod("link", "client"), Pod("side", "car"),
            "apiVersion: policy.linkerd.io/v1beta3\nkind: Server\nmetadata: { name: web, namespace: link }\nspec: { podSelector: { matchLabels: { app: web } }, port: 80 }",
            "apiVersion: policy.linkerd.io/v1alpha1\nkind: AuthorizationPolicy\nmetadata: { name: allow, namespace: link }\nspec: { targetRef: { group: policy.linkerd.io, kind: Server, name: web }, requiredAuthenticationRefs: [{ kind: ServiceAccount, name: client }] }",
        ];
        var cluster = With(objects);
        var verdict = Ask(cluster, "client", "web", method: "GET");
        (verdict.Allow, verdict.Transport, verdict.DecidedBy).ShouldBe((true, Transport.Mtls, "AuthorizationPolicy link/allow"));
        var denied = Ask(cluster, "car", "web");
        (denied.Allow, denied.DeniedBy, denied.Transport).ShouldBe((false, Layer.Authorization, Transport.Plaintext));
        denied.Reason.ShouldBe("no authorization of Server link/web lets side/car without identity in");
    }

    /// <summary>A listener, what the Gateway says of client certificates, and whether plain text, TLS and a caller with a mesh certificate over TLS get in.</summary>
    [Theory]
    [InlineData("protocol: HTTP", "", true, false, false)]
    [InlineData("protocol: TCP", "", true, true, true)]
    [InlineData("protocol: HTTPS", "", false, true, true)]
    [InlineData("protocol: TLS, tls: { mode: Passthrough }", "", false, true, true)]
    [InlineData("protocol: HTTPS", "tls: { frontend: { default: { validation: { caCertificateRefs: [{ group: '', kind: ConfigMap, name: ca }] } } } }", false, false, null)]
    [InlineData("protocol: HTTPS", "tls: { frontend: { default: { validation: { mode: AllowInsecureFallback, caCertificateRefs: [{ group: '', kind: ConfigMap, name: ca }] } } } }", false, true, true)]
    [InlineData("protocol: HTTPS", "tls: { frontend: { default: {}, perPort: [{ port: 443, tls: { validation: { caCertificateRefs: [{ group: '', kind: ConfigMap, name: ca }] } } }] } }", false, false, null)]
    [InlineData("protocol: HTTPS, tls: { options: { gateway.istio.io/tls-terminate-mode: MUTUAL } }", "", false, false, null)]
    [InlineData("protocol: HTTPS, tls: { options: { gateway.istio.io/tls-terminate-mode: ISTIO_MUTUAL } }", "", false, false, true)]
    public void GatewayApi_Listener_TakesWhatItSays(string listener, string tls, bool plaintext, bool withTls, bool? withIdentity)
    {
        var gateway = $"apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {{ name: edge, namespace: bare }}\nspec:\n  gatewayClassName: istio\n  listeners: [{{ name: main, port: 443, {listener} }}]\n  {tls}\n";
        var cluster = With(gateway);
        var edge = cluster.Workloads.Single();
        Answer(new Caller.Outsider("8.8.8.8"), isTls: false).ShouldBe(plaintext);
        Answer(new Caller.Outsider("8.8.8.8"), isTls: true).ShouldBe(withTls);
        Answer(new Caller.OfIdentity("spiffe://cluster.local/ns/a/sa/b"), isTls: true).ShouldBe(withIdentity);

        bool? Answer(Caller from, bool isTls) => new Evaluator(new Fleet { Clusters = [cluster] })
            .Evaluate(new Call { From = from, To = edge, Port = 443, IsApplicationTls = isTls }).Layers.Single(layer => layer.Layer is Layer.ServerTls).Allow;
    }

    /// <summary>A Gateway that names the Service of an ingress gateway that is there already, with the Service in the input and without.</summary>
    [Theory]
    [InlineData("gate.bare.svc.cluster.local", true, false)]
    [InlineData("gate.bare.svc.cluster.local", false, false)]
    [InlineData("gate", true, false)]
    [InlineData("other.bare.svc.cluster.local", false, true)]
    public void GatewayApi_OfPodsThatAreThere_AsksTheirClientsForCertificates(string address, bool withService, bool? withoutCertificate)
    {
        List<string> objects =
        [
            $"apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {{ name: edge, namespace: bare }}\nspec:\n  gatewayClassName: istio\n  addresses: [{{ type: Hostname, value: {address} }}]\n  listeners: [{{ name: open, port: 443, protocol: HTTPS }}, {{ name: partners, port: 8443, protocol: HTTPS }}]\n  tls: {{ frontend: {{ default: {{}}, perPort: [{{ port: 8443, tls: {{ validation: {{ caCertificateRefs: [{{ group: '', kind: ConfigMap, name: ca }}] }} }} }}] }} }}\n",
            "{ apiVersion: v1, kind: Pod, metadata: { name: gate, namespace: bare, labels: { istio: ingressgateway }, annotations: { inject.istio.io/templates: gateway } }, spec: { serviceAccountName: gate, containers: [{ name: istio-proxy, image: auto }] } }",
        ];
        if (withService)
        {
            objects.Add("{ apiVersion: v1, kind: Service, metadata: { name: gate, namespace: bare }, spec: { selector: { istio: ingressgateway }, ports: [{ port: 8443 }, { port: 443, name: b }] } }");
        }

        var cluster = With(objects);
        Answer(443).ShouldBe(true);
        Answer(8443).ShouldBe(withoutCertificate);

        bool? Answer(int port) => new Evaluator(new Fleet { Clusters = [cluster] })
            .Evaluate(new Call { From = new Caller.Outsider("8.8.8.8"), To = Of(cluster, "gate"), Port = port, IsApplicationTls = true })
            .Layers.Single(layer => layer.Layer is Layer.ServerTls).Allow;
    }

    private static string Pod(string @namespace, string name, string labels = "") =>
        $"{{ apiVersion: v1, kind: Pod, metadata: {{ name: {name}, namespace: {@namespace}, labels: {{ app: {name}{labels} }} }}, spec: {{ serviceAccountName: {name}, containers: [{{ name: a, image: a, ports: [{{ containerPort: 80 }}] }}] }} }}";

    private static string Policy(string @namespace, string spec) =>
        $"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{ name: net, namespace: {@namespace} }}\nspec: {spec}";

    private static string Istio(string kind, string @namespace, string name, string spec) =>
        $"apiVersion: security.istio.io/v1\nkind: {kind}\nmetadata: {{ name: {name}, namespace: {@namespace} }}\nspec: {spec}";

    private static Cluster With(params IEnumerable<string> manifests) => Read(manifests, null);

    private static Cluster Cluster(string region, string policy, params IEnumerable<string> manifests) =>
        Read(manifests.Append(Policy("side", policy)).Append(Istio("PeerAuthentication", "istio-system", "default", "{}")), new KnownCluster { Region = region }) with { Network = region };

    private static Cluster Read(IEnumerable<string> manifests, KnownCluster? known)
    {
        var read = new ManifestReader().ReadText(string.Join("\n---\n", manifests.Prepend(Pods)), "layers.yaml");
        read.Errors.ShouldBeEmpty();
        return ManifestInventory.Read(read.Items, known);
    }

    private static Workload Of(Cluster cluster, string name) => cluster.Workloads.Single(workload => workload.Name == name);

    private static Verdict Ask(Cluster cluster, string from, string to, string? service = null, string? method = null, PortProtocol protocol = PortProtocol.Auto) =>
        Decide(cluster, new Caller.OfWorkload(Of(cluster, from)), to, service, method, protocol);

    private static Verdict Decide(Cluster cluster, Caller from, string to, string? service = null, string? method = null, PortProtocol protocol = PortProtocol.Auto)
    {
        var called = service is null ? null : cluster.Services.Single(item => item.Name == service);
        return new Evaluator(new Fleet { Clusters = [cluster] }).Evaluate(new Call
        {
            From = from,
            To = Of(cluster, to),
            Service = called,
            ServicePort = called?.Ports[0].Number,
            Port = 80,
            Protocol = called?.Ports[0].Protocol ?? protocol,
            Http = method is null ? null : new HttpCall { Method = method },
        });
    }

    private static Verdict Cross(Cluster client, Cluster server)
    {
        var web = Of(server, "web");
        var service = new ServiceModel { Name = "web", Namespace = "side", Host = "web.side.svc.cluster.local", Endpoints = [web], Ports = [new ServicePort { Number = 80 }] };
        return new Evaluator(new Fleet { Clusters = [client, server] })
            .Evaluate(new Call { From = new Caller.OfWorkload(Of(client, "client")), To = web, Service = service, ServicePort = 80, Port = 80 });
    }
}

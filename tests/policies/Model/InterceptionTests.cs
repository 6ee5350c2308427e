using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Policies.Statements;
using Shouldly;
using Xunit;

namespace Tests.Policies.Model;

/// <summary>Which pods have a proxy, and which of their connections it gets to see. What passes it by is not denied by its policies.</summary>
public sealed class InterceptionTests
{
    private const string Strict = """
        ---
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: { name: default, namespace: istio-system }
        spec: { mtls: { mode: STRICT } }
        """;

    [Theory]
    [InlineData("istio-injection: enabled", "", "", false)]
    [InlineData("istio-injection: enabled", "sidecar.istio.io/inject: \"True\"", "", false)]
    [InlineData("istio-injection: enabled", "sidecar.istio.io/inject: \"false\"", "sidecar.istio.io/inject: \"true\"", true)]
    [InlineData("istio-injection: enabled", "", "sidecar.istio.io/inject: \"false\"", true)]
    [InlineData("istio-injection: disabled", "sidecar.istio.io/inject: \"true\"", "", true)]
    [InlineData("istio-injection: \"true\"", "sidecar.istio.io/inject: \"true\"", "", true)]
    [InlineData("istio-injection: \"true\", istio.io/rev: default", "", "", true)]
    [InlineData("istio.io/rev: canary", "", "", false)]
    [InlineData("team: shop", "sidecar.istio.io/inject: \"true\"", "", false)]
    [InlineData("team: shop", "istio.io/rev: canary", "", false)]
    [InlineData("team: shop", "", "sidecar.istio.io/inject: \"true\"", true)]
    public void Injection_AsTheWebhookLooksAtLabels(string ofNamespace, string labels, string annotations, bool takesPlaintext) =>
        Ask("shop", ofNamespace, labels, annotations, 8080).Allow.ShouldBe(takesPlaintext);

    [Fact]
    public void Injection_OfKubernetesOwnNamespaces_IsNone() => Ask("kube-system", "istio-injection: enabled", "", "", 8080).Allow.ShouldBe(true);

    [Theory]
    [InlineData("traffic.sidecar.istio.io/excludeInboundPorts: \"9000, 8080\"", 8080, true)]
    [InlineData("traffic.sidecar.istio.io/excludeInboundPorts: \"9000\"", 8080, false)]
    [InlineData("traffic.sidecar.istio.io/includeInboundPorts: \"9000\"", 8080, true)]
    [InlineData("traffic.sidecar.istio.io/includeInboundPorts: \"8080\"", 8080, false)]
    [InlineData("traffic.sidecar.istio.io/includeInboundPorts: \"\"", 8080, true)]
    [InlineData("traffic.sidecar.istio.io/includeInboundPorts: \"*\", traffic.sidecar.istio.io/excludeInboundPorts: \"8080\"", 8080, true)]
    [InlineData("traffic.sidecar.istio.io/includeInboundPorts: \"8080\", traffic.sidecar.istio.io/excludeInboundPorts: \"8080\"", 8080, false)]
    [InlineData("sidecar.istio.io/interceptionMode: NONE", 8080, true)]
    [InlineData("sidecar.istio.io/interceptionMode: TPROXY", 8080, false)]
    [InlineData("proxy.istio.io/config: \"interceptionMode: NONE\"", 8080, true)]
    [InlineData("", 15020, true)]
    [InlineData("", 15021, true)]
    [InlineData("", 15090, true)]
    [InlineData("status.sidecar.istio.io/port: \"8080\"", 8080, true)]
    public void Ports_ThatAreNotRedirected_TakeEverybody(string annotations, int port, bool takesPlaintext)
    {
        Ask("shop", "istio-injection: enabled", "", annotations, port).Allow.ShouldBe(takesPlaintext);
        Proves(annotations, port).ShouldBe(!takesPlaintext);
    }

    [Fact]
    public void Ports_OfAmbientPodsThatBypassCapture_TakeEverybody()
    {
        Ask("shop", "istio.io/dataplane-mode: ambient", "", "ambient.istio.io/bypass-inbound-capture: \"true\"", 8080).Allow.ShouldBe(true);
        Ask("shop", "istio.io/dataplane-mode: ambient", "", "ambient.istio.io/bypass-inbound-capture: \"yes\"", 8080).Allow.ShouldBe(false);
    }

    [Fact]
    public void Mesh_ThatRedirectsNothing_LeavesPortsOpen()
    {
        const string Mesh = """

            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: istio, namespace: istio-system }
            data: { mesh: "defaultConfig: { interceptionMode: NONE }" }
            """;
        var manifests = Manifests("shop", "istio-injection: enabled", "", "");
        Ask(manifests + Mesh, 8080).Allow.ShouldBe(true);
        Ask(manifests, 8080).Allow.ShouldBe(false);
    }

    /// <summary>What the chart's values say, pods and namespaces may say otherwise; injector's ConfigMap has the same.</summary>
    [Theory]
    [InlineData("global: { proxy: { excludeInboundPorts: 8080 } }", "istio-injection: enabled", "", "", true)]
    [InlineData("global: { proxy: { excludeInboundPorts: \"9000\" } }", "istio-injection: enabled", "", "", false)]
    [InlineData("global: { proxy: { excludeInboundPorts: \"8080\" } }", "istio-injection: enabled", "", "traffic.sidecar.istio.io/excludeInboundPorts: \"\"", false)]
    [InlineData("global: { proxy: { includeInboundPorts: \"9000\" } }", "istio-injection: enabled", "", "", true)]
    [InlineData("global: { proxy: { includeInboundPorts: \"9000\" } }", "istio-injection: enabled", "", "traffic.sidecar.istio.io/includeInboundPorts: \"*\"", false)]
    [InlineData("global: { proxy: { autoInject: disabled } }", "istio-injection: enabled", "", "", true)]
    [InlineData("global: { proxy: { autoInject: disabled } }", "istio-injection: enabled", "sidecar.istio.io/inject: \"true\"", "", false)]
    [InlineData("global: { proxy: { autoInject: disabled } }, sidecarInjectorWebhook: { alwaysInjectSelector: [ { matchLabels: { app: web } } ] }", "istio-injection: enabled", "", "", false)]
    [InlineData("sidecarInjectorWebhook: { enableNamespacesByDefault: true }", "team: shop", "", "", false)]
    [InlineData("sidecarInjectorWebhook: { enableNamespacesByDefault: true }", "istio-injection: disabled", "", "", true)]
    [InlineData("sidecarInjectorWebhook: { enableNamespacesByDefault: true }", "team: shop", "sidecar.istio.io/inject: \"false\"", "", true)]
    [InlineData("sidecarInjectorWebhook: { neverInjectSelector: [ { matchExpressions: [ { key: app, operator: Exists } ] } ] }", "istio-injection: enabled", "", "", true)]
    [InlineData("sidecarInjectorWebhook: { neverInjectSelector: [ { matchExpressions: [ { key: app, operator: Exists } ] } ] }", "istio-injection: enabled", "sidecar.istio.io/inject: \"true\"", "", false)]
    [InlineData("sidecarInjectorWebhook: { neverInjectSelector: [ {} ] }", "istio-injection: enabled", "", "", false)]
    public void Chart_SaysWhatPodsDoNot(string values, string ofNamespace, string labels, string annotations, bool takesPlaintext)
    {
        var release = $"\n---\n{{ apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {{ name: istiod, namespace: istio-system }}, spec: {{ chart: {{ spec: {{ chart: istiod }} }}, values: {{ {values} }} }} }}";
        Ask(Manifests("shop", ofNamespace, labels, annotations) + release, 8080).Allow.ShouldBe(takesPlaintext);

        var map = $"\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: istio-sidecar-injector, namespace: istio-system }}\ndata:\n  values: |-\n    {{ {values} }}\n  config: |-\n    templates: {{}}\n";
        Ask(Manifests("shop", ofNamespace, labels, annotations) + map, 8080).Allow.ShouldBe(takesPlaintext);
    }

    [Theory]
    [InlineData("excludeOutboundPorts: \"80\"", false)]
    [InlineData("includeIPRanges: 10.0.0.0/8", null)]
    [InlineData("excludeIPRanges: 10.0.0.0/8", null)]
    [InlineData("includeIPRanges: \"*\"", true)]
    public void Chart_ThatKeepsCallsFromProxies_LeavesThemWithoutCertificate(string values, bool? allowed)
    {
        var cluster = Read(Manifests("shop", "istio-injection: enabled", "", "")
            + $"\n---\n{{ apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {{ name: istiod, namespace: istio-system }}, spec: {{ chart: {{ spec: {{ chart: istiod }} }}, values: {{ global: {{ proxy: {{ {values} }} }} }} }} }}");
        var web = cluster.Workloads.Single();
        new Evaluator(new Fleet { Clusters = [cluster] })
            .Evaluate(new Call { From = new Caller.OfWorkload(web), To = web, Service = cluster.Services.Single(), ServicePort = 80, Port = 8080, Protocol = PortProtocol.Http, Http = new HttpCall() })
            .Allow.ShouldBe(allowed);
    }

    [Theory]
    [InlineData("traffic.sidecar.istio.io/excludeOutboundPorts: \"80\"", false)]
    [InlineData("traffic.sidecar.istio.io/excludeOutboundPorts: \"81\"", true)]
    [InlineData("traffic.sidecar.istio.io/includeOutboundIPRanges: \"*\"", true)]
    [InlineData("traffic.sidecar.istio.io/includeOutboundIPRanges: 10.0.0.0/8", null)]
    [InlineData("traffic.sidecar.istio.io/excludeOutboundIPRanges: 10.0.0.0/8", null)]
    public void Calls_ThatTheClientsProxyDoesNotSee_ShowNoCertificate(string annotations, bool? allowed)
    {
        var cluster = Read(Manifests("shop", "istio-injection: enabled", "", annotations));
        var web = cluster.Workloads.Single();
        new Evaluator(new Fleet { Clusters = [cluster] })
            .Evaluate(new Call { From = new Caller.OfWorkload(web), To = web, Service = cluster.Services.Single(), ServicePort = 80, Port = 8080, Protocol = PortProtocol.Http, Http = new HttpCall() })
            .Allow.ShouldBe(allowed);
    }

    /// <summary>Pods of one template that are older than the namespace's label have no sidecar; whichever the dump lists last.</summary>
    [Fact]
    public void Pods_OfOneTemplateThatDiffer_AreWorkloadsOfTheirOwn()
    {
        var cluster = Read(Manifests("shop", "istio-injection: enabled", "", "") + Pod("a", "10.0.0.1", "") + Pod("b", "10.0.0.2", ", { name: istio-proxy, image: y }") + Pod("c", "10.0.0.3", ", { name: istio-proxy, image: y }"));
        cluster.Workloads.Select(workload => (workload.Name, workload.DataPlane, workload.Ip, string.Join(',', workload.FurtherIps))).ShouldBe(
            [("web", DataPlane.None, "10.0.0.1", ""), ("web", DataPlane.Sidecar, "10.0.0.2", "10.0.0.3")]);
        cluster.Services.Single().Endpoints.Count.ShouldBe(2);
        cluster.Workloads.Select(workload => workload.Identity).ShouldBe([null, "spiffe://cluster.local/ns/shop/sa/default"]);
    }

    /// <summary>Which of a template's pods calls is not known, so a block that only some of them are in decides nothing.</summary>
    [Fact]
    public void Pods_WithSeveralAddresses_AreNotTakenForTheFirst()
    {
        var cluster = Read(Manifests("shop", "team: shop", "", "") + Pod("a", "10.0.0.1", "") + Pod("b", "10.1.0.1", "") + """

            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: { name: web, namespace: shop }
            spec: { podSelector: {}, ingress: [ { from: [ { ipBlock: { cidr: 10.1.0.0/16 } } ] } ] }
            """);
        var web = cluster.Workloads.ShouldHaveSingleItem();
        new Evaluator(new Fleet { Clusters = [cluster] }).Evaluate(new Call { From = new Caller.OfWorkload(web), To = web, Port = 8080 }).Allow.ShouldBeNull();
    }

    /// <summary>Whatever makes pods that this program does not read, such as a Rollout, leaves a Service without known pods.</summary>
    [Fact]
    public void Service_WithoutPodsInTheInput_LeavesVerdictsOpen()
    {
        var cluster = Read("""
            { apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [ { name: http, port: 80 } ] } }
            """);
        var answer = new Evaluator(new Fleet { Clusters = [cluster] }).Evaluate(new Call { From = new Caller.Outsider(), Service = cluster.Services.Single(), ServicePort = 80, Port = 80 });
        answer.Allow.ShouldBeNull();
        answer.Reason.ShouldBe("unknown because of Service shop/web: the input has no pods that answer for it, so what stands before them is not known");
    }

    /// <summary>Galera's ports pass Linkerd's proxy by unless the annotation names others. The proxy's own port for metrics asks its policies.</summary>
    [Theory]
    [InlineData("", 4567, true)]
    [InlineData("", 4191, false)]
    [InlineData("", 8080, false)]
    [InlineData("config.linkerd.io/skip-inbound-ports: \"25\"", 4567, false)]
    public void Ports_ThatLinkerdSkipsByDefault_TakeEverybody(string annotation, int port, bool takesPlaintext)
    {
        var cluster = Read($$"""
            { apiVersion: v1, kind: Namespace, metadata: { name: shop, annotations: { linkerd.io/inject: enabled, config.linkerd.io/default-inbound-policy: deny } } }
            ---
            { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web }, annotations: { {{annotation}} } }, spec: { containers: [ { name: c } ] } }
            """);
        new Evaluator(new Fleet { Clusters = [cluster] }).Evaluate(new Call { From = new Caller.Outsider(), To = cluster.Workloads.Single(), Port = port, Protocol = PortProtocol.Http, Http = new HttpCall() })
            .Allow.ShouldBe(takesPlaintext);
    }

    private static string Pod(string name, string address, string container) => $$"""

        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: {{name}}, namespace: shop, labels: { app: web }, ownerReferences: [ { apiVersion: apps/v1, kind: ReplicaSet, name: web-1, uid: u } ] }
        spec: { containers: [ { name: c, image: x }{{container}} ] }
        status: { phase: Running, podIP: {{address}} }
        """;

    private static string Manifests(string @namespace, string ofNamespace, string labels, string annotations) => $$"""
        apiVersion: v1
        kind: Namespace
        metadata: { name: {{@namespace}}, labels: { {{ofNamespace}} } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: {{@namespace}} }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web{{(labels.Length > 0 ? ", " : "")}}{{labels}} }, annotations: { {{annotations}} } }
            spec: { containers: [ { name: c, image: x, ports: [ { containerPort: 8080 } ] } ] }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: web, namespace: {{@namespace}} }
        spec: { selector: { app: web }, ports: [ { name: http, port: 80, targetPort: 8080 } ] }
        {{Strict}}
        """;

    private static Verdict Ask(string @namespace, string ofNamespace, string labels, string annotations, int port) => Ask(Manifests(@namespace, ofNamespace, labels, annotations), port);

    private static Verdict Ask(string manifests, int port)
    {
        var cluster = Read(manifests);
        return new Evaluator(new Fleet { Clusters = [cluster] }).Evaluate(new Call { From = new Caller.Outsider(), To = cluster.Workloads.Single(), Port = port, Protocol = PortProtocol.Http, Http = new HttpCall() });
    }

    private static bool Proves(string annotations, int port)
    {
        var cluster = Read(Manifests("shop", "istio-injection: enabled", "", annotations));
        var statement = new Statement
        {
            Name = "s",
            Kind = StatementKind.Deny,
            From = [CallerSet.Parse("plaintext callers")!],
            To = [TargetSet.Parse("web")!],
            Ports = [port.ToString(System.Globalization.CultureInfo.InvariantCulture)],
        };
        return StatementProof.Of(new Fleet { Clusters = [cluster] }, [statement])[0].Outcome is StatementOutcome.Proven;
    }

    private static Cluster Read(string manifests)
    {
        var read = new ManifestReader().Read(System.Text.Encoding.UTF8.GetBytes(manifests), "m");
        read.Errors.ShouldBeEmpty();
        return ManifestInventory.Read(read.Items);
    }
}

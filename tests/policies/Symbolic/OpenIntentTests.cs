using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Intent;
using Policies.Symbolic.Servers;
using Shouldly;
using Xunit;

namespace Tests.Policies.Symbolic;

/// <summary>Objects whose meaning is not known: whatever they may decide about is never proven.</summary>
public sealed class OpenIntentTests
{
    private const string Client = "spiffe://cluster.local/ns/shop/sa/client";

    private const string Objects = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { serviceAccountName: web, containers: [{ name: a, image: a, ports: [{ containerPort: 8080, name: http }] }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: client, namespace: shop, labels: { app: client } }, spec: { serviceAccountName: client, containers: [{ name: a, image: a }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080, appProtocol: http }] } }
        ---
        { apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: default, namespace: istio-system }, spec: { mtls: { mode: STRICT } } }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: deny-all, namespace: istio-system }, spec: {} }
        ---
        { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: web, namespace: shop }, spec: { selector: { matchLabels: { app: web } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/client] } }], to: [{ operation: { ports: ['8080'], methods: [GET] } }] }] } }
        """;

    [Fact]
    public void Proof_ObjectsThatAreAllKnown_FindsNothing() => Gaps(Objects).ShouldBeEmpty();

    [Theory]
    [InlineData("{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: e, namespace: shop }, spec: { workloadSelector: { labels: { app: web } }, configPatches: [ { applyTo: HTTP_FILTER, match: { context: SIDECAR_INBOUND } } ] } }", Layer.ServerTls, "EnvoyFilter shop/e")]
    [InlineData("{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: e, namespace: shop }, spec: { workloadSelector: { labels: { app: client } }, configPatches: [ { applyTo: HTTP_FILTER, match: { context: SIDECAR_OUTBOUND } } ] } }", Layer.ClientTls, "EnvoyFilter shop/e")]
    [InlineData("{ apiVersion: extensions.istio.io/v1alpha1, kind: WasmPlugin, metadata: { name: e, namespace: istio-system }, spec: { url: oci://x } }", Layer.ServerTls, "WasmPlugin istio-system/e")]
    [InlineData("{ apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: { name: e, namespace: shop }, spec: { host: web, trafficPolicy: { tunnel: { protocol: CONNECT, targetHost: x, targetPort: 1 } } } }", Layer.ClientTls, "spec.trafficPolicy.tunnel")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: e, namespace: shop }, spec: { future: 1 } }", Layer.ServerTls, "spec.future")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: RequestAuthentication, metadata: { name: e, namespace: shop }, spec: { jwtRules: [ { issuer: i, future: 1 } ] } }", Layer.ServerTls, "future")]
    [InlineData("{ apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: e, namespace: shop }, spec: { future: 1 } }", Layer.Authorization, "spec.future")]
    [InlineData("{ apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: { name: e, namespace: shop }, spec: { endpointSelector: {} } }", Layer.Network, "CiliumNetworkPolicy shop/e")]
    [InlineData("{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: e, namespace: shop }, spec: { podSelector: {}, ingress: [{}], future: 1 } }", Layer.Network, "spec.future")]
    [InlineData("{ apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: { name: e, namespace: shop }, spec: { future: 1 } }", Layer.ServerTls, "spec.future")]
    public void Proof_WithAnObjectThatIsNotUnderstood_SaysWhichAndWhere(string item, Layer layer, string named)
    {
        var gaps = Gaps($"{Objects}\n---\n{item}");

        gaps.ShouldAllBe(gap => gap.Kind == GapKind.Unknown);
        var gap = gaps.First(gap => gap.Layer == layer);
        gap.Reason.ShouldContain("unknown because");
        gap.Reason.ShouldContain(named);
        gap.Source.ShouldNotBeNull().File.ShouldBe("open.yaml");
        IntentFindings.Of(FleetOf($"{Objects}\n---\n{item}")).ShouldContain(finding => finding.Rule.Code == "MTLS352" && finding.Subject != null && finding.Source != null);
    }

    [Theory]
    [InlineData("{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: e, namespace: elsewhere }, spec: { configPatches: [ { applyTo: HTTP_FILTER } ] } }")]
    [InlineData("{ apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: { name: e, namespace: elsewhere }, spec: { endpointSelector: {} } }")]
    [InlineData("{ apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: { name: e, namespace: shop }, spec: { accessLogging: [ {} ] } }")]
    public void Proof_WithAnObjectForOthers_FindsNothing(string item) => Gaps($"{Objects}\n---\n{item}").ShouldBeEmpty();

    /// <summary>Who has looked at a filter and suppressed its finding still wants to know what the policies beside it let in.</summary>
    [Fact]
    public void Proof_BesideAnObjectThatIsNotUnderstood_StillFindsWhatIsKnown()
    {
        var gaps = Gaps(Objects.Replace("methods: [GET]", "methods: [GET, PUT]", StringComparison.Ordinal)
            + "\n---\n{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: e, namespace: shop }, spec: { configPatches: [ { applyTo: HTTP_FILTER } ] } }");

        gaps.ShouldContain(gap => gap.Kind == GapKind.TooMany && gap.Witness == $"{Client} PUT");
        gaps.ShouldContain(gap => gap.Kind == GapKind.Unknown && gap.Witness == "every call");
    }

    [Fact]
    public void At_PortBehindAProxyThatSomebodyChanges_IsOneOpenClass()
    {
        var access = new FleetAccess(FleetOf(Objects + "\n---\n{ apiVersion: extensions.istio.io/v1alpha1, kind: WasmPlugin, metadata: { name: e, namespace: shop }, spec: { url: oci://x } }"));

        var found = access.At(access.Ports.First(port => port is { Workload.Name: "web", Number: 8080 })).ShouldHaveSingleItem();

        found.Verdict.Effect.ShouldBe(AccessEffect.Unknown);
        found.Verdict.Object!.ToString().ShouldBe("WasmPlugin shop/e");
    }

    /// <summary>A Sidecar that lists ports says what they speak, whatever the Service does; TLS that it ends by itself is open where mutual TLS is off.</summary>
    [Fact]
    public void Ports_OfASidecarThatListsThem_SpeakWhatItSays()
    {
        const string sidecar = "\n---\n{ apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: { name: s, namespace: shop }, spec: { workloadSelector: { labels: { app: web } }, ingress: [ { port: { number: 8080, protocol: TLS, name: t }, defaultEndpoint: '127.0.0.1:8080', tls: { mode: SIMPLE, serverCertificate: a, privateKey: b } } ] } }";
        const string off = "\n---\n{ apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: { name: off, namespace: shop }, spec: { selector: { matchLabels: { app: web } }, portLevelMtls: { 8080: { mode: DISABLE } } } }";
        var strict = new FleetAccess(FleetOf(Objects + sidecar));
        var disabled = new FleetAccess(FleetOf(Objects + sidecar + off));

        Web(strict).IsHttp.ShouldBeFalse();
        strict.At(Web(strict)).ShouldAllBe(found => found.Verdict.Effect == AccessEffect.Denied);
        disabled.At(Web(disabled)).ShouldHaveSingleItem().Verdict.Reason.ShouldContain("ends TLS on port 8080");

        static DestinationPort Web(FleetAccess access) => access.Ports.Single(port => port is { Workload.Name: "web", Number: 8080 });
    }

    /// <summary>All but that the network is open, which no object here closes.</summary>
    private static IReadOnlyList<IntentGap> Gaps(string objects) =>
        [.. IntentProof.Of(FleetOf(objects)).Where(gap => gap is not { Layer: Layer.Network, Kind: GapKind.TooMany })];

    private static Fleet FleetOf(string objects)
    {
        var read = new ManifestReader().ReadText(objects, "open.yaml");
        read.Errors.ShouldBeEmpty();
        return new Fleet { Clusters = [ManifestInventory.Read(read.Items, new KnownCluster { Intent = Intent })] };
    }

    private static IntendedAccess Intent => new()
    {
        Namespaces = [new() { Name = "shop", Transport = IntendedTransport.MutualTls }],
        Servers =
        [
            new()
            {
                Namespace = "shop",
                Name = "web",
                OtherPorts = IntendedTransport.MutualTls,
                Ports = [new() { Number = 8080, Transport = IntendedTransport.MutualTls, Calls = [new() { From = new IntendedCaller.Identity(Client), Methods = ["GET"] }] }],
            },
        ],
        Flows = [],
    };
}

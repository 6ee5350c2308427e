using Infra.Cli.Snapshots;
using Manifests;
using Manifests.Reading;
using Shouldly;

namespace Tests.Infra.Cli.Snapshots;

/// <summary>Snapshots written as YAML, one object per document, with the region and the component in annotations of their own.</summary>
internal static class Samples
{
    public const string Before = """
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop }
        ---
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: { name: default, namespace: shop }
        spec: { mtls: { mode: PERMISSIVE } }
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: { name: orders, namespace: shop, labels: { "app.kubernetes.io/part-of": mtls } }
        spec:
          rules:
          - from: [{ source: { principals: [us.mesh.example/ns/shop/sa/web] } }]
          - from: [{ source: { principals: [us.mesh.example/ns/shop/sa/cart] } }]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: nats, namespace: shop }
        data:
          nats.conf: |
            port: 4222
            max_payload: 1MB
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: gone, namespace: shop }
        spec: { podSelector: {} }
        """;

    public const string After = """
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop }
        ---
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: { name: default, namespace: shop }
        spec: { mtls: { mode: STRICT } }
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: { name: orders, namespace: shop, labels: { "app.kubernetes.io/part-of": platform } }
        spec:
          rules:
          - from: [{ source: { principals: [us.mesh.example/ns/shop/sa/web] } }]
          - from: [{ source: { principals: [us.mesh.example/ns/shop/sa/new] } }]
          - from: [{ source: { principals: [us.mesh.example/ns/shop/sa/cart] } }]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: nats, namespace: shop }
        data:
          nats.conf: |
            port: 4222
            max_payload: 2MB
        ---
        apiVersion: v1
        kind: Secret
        metadata: { name: cacerts, namespace: istio-system }
        stringData: { "ca-key.pem": "[secret]" }
        ---
        apiVersion: helm.sh/v3
        kind: Release
        chart: istiod
        version: 1.30.3
        name: istiod
        namespace: istio-system
        repositoryOpts: { repo: "https://charts.example" }
        values: { global: { meshID: acme } }
        """;

    public static Snapshot Of(string yaml, string environment = "test")
    {
        var result = new ManifestReader().ReadText(yaml, "sample.yaml");
        result.Errors.ShouldBeEmpty();
        return new Snapshot { Environment = environment, Entries = [.. result.Items.Select(Entry)] };
    }

    private static SnapshotEntry Entry(MapNode manifest)
    {
        string? Text(Node? node, string key) => ((node as MapNode)?[key] as ScalarNode)?.AsString;

        var kind = Text(manifest, "kind")!;
        var named = kind == "Release" ? manifest : manifest["metadata"];
        return new SnapshotEntry
        {
            Region = "us",
            Component = kind == "Release" ? "us-istio" : "us-mesh",
            ApiVersion = Text(manifest, "apiVersion")!,
            Kind = kind,
            Namespace = Text(named, "namespace"),
            Name = Text(named, "name")!,
            Source = new Lazy<MapNode>(manifest),
            HeldBack = kind == "Secret",
        };
    }
}

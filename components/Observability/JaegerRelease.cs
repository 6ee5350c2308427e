using Components.Intent;
using Components.Platform;
using static Components.Platform.ChartValues;

namespace Components.Observability;

/// <summary>Jaeger's chart and its values.</summary>
/// <remarks>
/// The configuration is that of the OpenTelemetry collector which Jaeger 2 is. It listens in plaintext: in the pod's network only, since the sidecar before it
/// takes nothing but the mesh's mutual TLS.
/// </remarks>
public static class JaegerRelease
{
    private const string Store = "memory";
    private const string Everywhere = "0.0.0.0";
    private const int HealthPort = 13133;
    private const int User = 10001;

    /// <summary>The release.</summary>
    public static ChartRelease For(JaegerOptions options) => new()
    {
        Role = "release",
        Name = JaegerNames.Namespace,
        Namespace = JaegerNames.Namespace,
        Chart = "jaeger",
        Repository = "https://jaegertracing.github.io/helm-charts",
        Version = options.Version,
        Values = Map(
            ("userconfig", Configuration(options)),
            ("jaeger", Map(
                // One pod: its memory is the store.
                ("replicas", 1),
                // Jaeger reads its configuration when it starts, and the chart does not look at it: another label is another pod.
                ("podLabels", Map(("mtls/traces", $"{options.Traces}"))),
                ("serviceAccount", Map(("automountServiceAccountToken", false))),
                ("podSecurityContext", Map(
                    ("runAsNonRoot", true),
                    ("runAsUser", User),
                    ("runAsGroup", User),
                    ("seccompProfile", RuntimeDefaultSeccomp))),
                ("securityContext", Map(
                    ("allowPrivilegeEscalation", false),
                    ("readOnlyRootFilesystem", true),
                    ("capabilities", Map(("drop", List(["ALL"])))))),
                ("resources", Resources(cpu: 50, memory: 512))))),
    };

    /// <summary>The mesh's tracing provider (istio.io, "MeshConfig.ExtensionProvider"): proxies send their spans under their own identity.</summary>
    internal static Dictionary<string, object> Provider(Region region) => Map(
        ("name", JaegerNames.Provider),
        ("opentelemetry", Map(("service", JaegerNames.Host(region)), ("port", JaegerNames.Spans))));

    /// <summary>One way in for spans, one for queries. The chart's default opens six receivers, two of them for anybody's HTTP.</summary>
    private static Dictionary<string, object> Configuration(JaegerOptions options) => Map(
        ("service", Map(
            ("extensions", List(["jaeger_storage", "jaeger_query", "healthcheckv2"])),
            ("pipelines", Map(("traces", Map(
                ("receivers", List(["otlp"])),
                ("processors", List(["batch"])),
                ("exporters", List(["jaeger_storage_exporter"])))))),
            ("telemetry", Map(("metrics", Map(("level", "none"))))))),
        ("extensions", Map(
            ("healthcheckv2", Map(("use_v2", true), ("http", Endpoint(HealthPort)))),
            ("jaeger_query", Map(
                ("storage", Map(("traces", Store))),
                ("grpc", Endpoint(JaegerNames.Query)),
                // The browser's side is Kiali's; this one is for kubectl port-forward.
                ("http", Map(("endpoint", "127.0.0.1:16686"))))),
            ("jaeger_storage", Map(("backends", Map((Store, Map(("memory", Map(("max_traces", options.Traces))))))))))),
        ("receivers", Map(("otlp", Map(("protocols", Map(("grpc", Endpoint(JaegerNames.Spans)))))))),
        ("processors", Map(("batch", Map()))),
        ("exporters", Map(("jaeger_storage_exporter", Map(("trace_storage", Store))))));

    private static Dictionary<string, object> Endpoint(int port) => Map(("endpoint", $"{Everywhere}:{port}"));
}

using Components.Intent;
using Components.Mesh;

namespace Components.Observability;

/// <summary>The names that Jaeger's chart, the mesh's configuration and its policies have to agree on.</summary>
public static class JaegerNames
{
    /// <summary>Its namespace, its release, and with it the service account that the chart makes.</summary>
    public const string Namespace = "jaeger";

    /// <summary>
    /// The workload and its Service, under the name that Istio's own samples have. The chart's Service, which is named after the release, opens every port that
    /// Jaeger ever had; nobody may call through it what this one does not have.
    /// </summary>
    public const string Collector = "jaeger-collector";

    /// <summary>The port for spans in OpenTelemetry's protocol, over gRPC.</summary>
    public const string SpansPort = "grpc-otlp";

    /// <summary>The number of <see cref="SpansPort"/>.</summary>
    public const int Spans = 4317;

    /// <summary>The port for queries over gRPC.</summary>
    public const string QueryPort = "grpc-query";

    /// <summary>The number of <see cref="QueryPort"/>.</summary>
    public const int Query = 16685;

    /// <summary>The name of the mesh's tracing provider.</summary>
    public const string Provider = "jaeger";

    /// <summary>The labels of its pods.</summary>
    public static IReadOnlyDictionary<string, string> Labels { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["app.kubernetes.io/name"] = "jaeger" };

    /// <summary>The DNS name of its Service.</summary>
    internal static string Host(Region region) => ServiceHost.Of(region, Namespace, Collector);
}

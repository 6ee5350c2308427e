using Manifests;
using Manifests.Istio.Security.V1;
using Policies.Model;
using Policies.Rules.Authorization;

namespace Policies.Rules.Observability;

/// <summary>A collector of spans that takes them from anybody: spans name every call of the mesh, and false ones lie about it.</summary>
internal sealed class OpenCollector : ManifestRule
{
    private static readonly string[] Tracers = ["opentelemetry", "zipkin", "skywalking", "datadog", "lightstep", "opencensus"];

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS674",
        Level = FindingLevel.Warning,
        Title = "spans from anybody",
        Remedy = "give the collector a sidecar, and an ALLOW policy that names who may send spans",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Mesh, Input.Services, Input.Workloads, Input.Kind<AuthorizationPolicy>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var mesh in view.Installations)
        {
            var providers = (mesh.Config["extensionProviders"] as ListNode)?.OfType<MapNode>().ToList() ?? [];
            for (var index = 0; index < providers.Count; index++)
            {
                if (Collector(view, providers[index]) is { } collector && Problem(view, collector) is { } problem)
                {
                    yield return Find(mesh.Subject, mesh.Node, mesh.IsText ? mesh.ConfigField : $"{mesh.FieldOf("extensionProviders")}[{index}]", problem);
                }
            }
        }
    }

    /// <summary>Where a tracing provider sends spans; null for other providers, and for collectors that are not in the input.</summary>
    private static ServiceModel? Collector(RuleView view, MapNode provider)
    {
        var host = Tracers.Select(tracer => ((provider[tracer] as MapNode)?["service"] as ScalarNode)?.Text).OfType<string>().FirstOrDefault();
        // A namespace may stand before the host, with a slash between.
        return host is null ? null : view.Services.Find(host[(host.IndexOf('/', StringComparison.Ordinal) + 1)..]);
    }

    private static string? Problem(RuleView view, ServiceModel collector)
    {
        if (collector.IsMeshExternal || collector.Endpoints.Count == 0)
        {
            return null;
        }

        var (plain, open) = (
            collector.Endpoints.Where(endpoint => !endpoint.IsInMesh).ToList(),
            collector.Endpoints.Where(endpoint => endpoint.IsInMesh && !view.Attachment.Of(endpoint).Any(policy => policy.Allows())).ToList());
        return plain.Count > 0 ? $"proxies send their spans to {Words.List(plain, endpoint => endpoint.ToString())} in plaintext, which takes them from whoever reaches it"
            : open.Count > 0 ? $"{Words.List(open, endpoint => endpoint.ToString())} takes spans from every caller: no ALLOW policy selects it"
            : null;
    }
}

using Manifests;
using Manifests.Core.V1;
using Policies.Model;
using Policies.Rules.Platform;

namespace Policies.Rules.Authorization;

/// <summary>
/// Ports that the kubelet and an annotated Prometheus ask directly. As a rule neither does: injection has the agent answer probes for the
/// application, and merge its metrics with the proxy's. Both can be switched off by annotation.
/// </summary>
internal static class Probes
{
    private const string Rewrite = "sidecar.istio.io/rewriteAppHTTPProbers";
    private const string Merge = "prometheus.istio.io/merge-metrics";
    private const string Scrape = "prometheus.io/scrape";
    private const string ScrapePort = "prometheus.io/port";

    public static IEnumerable<WatchedPort> Of(RuleView view)
    {
        foreach (var (manifest, template) in PodTemplates.Of(view))
        {
            var annotations = (IReadOnlyDictionary<string, string>?)template.Metadata?.Annotations ?? new Dictionary<string, string>();
            var workload = annotations.Count == 0 ? null : view.Workloads.In(manifest.Namespace)
                .FirstOrDefault(own => own.Name == manifest.Name && own.Kind == manifest.Kind && own.DataPlane is DataPlane.Sidecar);
            if (workload is null)
            {
                continue;
            }

            if (annotations.GetValueOrDefault(Scrape) == "true" && annotations.GetValueOrDefault(Merge) == "false"
                && int.TryParse(annotations.GetValueOrDefault(ScrapePort), out var port))
            {
                yield return new WatchedPort(manifest, "spec.template.metadata.annotations", "Prometheus", workload, port, IsPlain: false);
            }

            foreach (var (path, number) in annotations.GetValueOrDefault(Rewrite) == "false" ? Ports(template.Spec?.Containers) : [])
            {
                yield return new WatchedPort(manifest, $"spec.template.spec.{path}", "the kubelet", workload, number, IsPlain: true);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, int>> Ports(IReadOnlyList<Container>? containers)
    {
        for (var index = 0; index < (containers?.Count ?? 0); index++)
        {
            var container = containers![index];
            foreach (var (name, probe) in new[] { ("livenessProbe", container.LivenessProbe), ("readinessProbe", container.ReadinessProbe), ("startupProbe", container.StartupProbe) })
            {
                if ((probe?.HttpGet?.Port ?? probe?.TcpSocket?.Port ?? probe?.Grpc?.Port) is { } port && Number(container, port) is { } number)
                {
                    yield return KeyValuePair.Create($"containers[{index}].{name}", number);
                }
            }
        }
    }

    private static int? Number(Container container, IntOrString port) =>
        port.Number is { } number ? (int)number : container.Ports?.FirstOrDefault(own => own.Name == port.Text)?.ContainerPortValue;
}

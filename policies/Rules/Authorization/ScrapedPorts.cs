using Manifests.Meta.V1;
using Manifests.Monitoring.V1;
using Policies.Model;
using Policies.Network;

namespace Policies.Rules.Authorization;

/// <summary>Ports that Prometheus scrapes by PodMonitors and ServiceMonitors. With a sidecar of its own it may have an identity.</summary>
internal static class ScrapedPorts
{
    private const string Prometheus = "Prometheus";

    public static IEnumerable<WatchedPort> Of(RuleView view)
    {
        foreach (var monitor in view.All<PodMonitor>())
        {
            var spec = monitor.Object.Spec;
            var selector = LabelSelector.FromNode(spec.Selector.ToNode());
            var workloads = Namespaces(monitor.Namespace, spec.NamespaceSelector?.Any, spec.NamespaceSelector?.MatchNames, view)
                .SelectMany(view.Workloads.In).Where(workload => selector.Picks(workload.Labels)).ToList();
            for (var index = 0; index < (spec.PodMetricsEndpoints?.Count ?? 0); index++)
            {
                var endpoint = spec.PodMetricsEndpoints![index];
                foreach (var workload in workloads)
                {
                    if (Number(workload, endpoint.PortNumber, endpoint.Port) is { } number)
                    {
                        yield return new WatchedPort(monitor, $"spec.podMetricsEndpoints[{index}]", Prometheus, workload, number, IsPlain: false);
                    }
                }
            }
        }

        foreach (var monitor in view.All<ServiceMonitor>())
        {
            var spec = monitor.Object.Spec;
            var selector = LabelSelector.FromNode(spec.Selector.ToNode());
            var namespaces = Namespaces(monitor.Namespace, spec.NamespaceSelector?.Any, spec.NamespaceSelector?.MatchNames, view).ToHashSet(StringComparer.Ordinal);
            var services = view.Services.All.Where(service => namespaces.Contains(service.Namespace) && selector.Picks(service.Labels)).ToList();
            for (var index = 0; index < spec.Endpoints.Count; index++)
            {
                var endpoint = spec.Endpoints[index];
                foreach (var (service, workload) in services.SelectMany(service => service.Endpoints.Select(workload => (service, workload))))
                {
                    if (Number(service, workload, endpoint) is { } number)
                    {
                        yield return new WatchedPort(monitor, $"spec.endpoints[{index}]", Prometheus, workload, number, IsPlain: false);
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Namespaces(string own, bool? any, IReadOnlyList<string>? names, RuleView view) =>
        any is true ? view.Workloads.All.Select(workload => workload.Namespace).Distinct(StringComparer.Ordinal) : names is { Count: > 0 } ? names : [own];

    private static int? Number(ServiceModel service, Workload workload, ServiceMonitorEndpoint endpoint) => endpoint.Port is { } name
        ? service.Ports.FirstOrDefault(port => port.Name == name)?.TargetOn(workload)
        : endpoint.TargetPort is { } target ? Number(workload, (int?)target.Number, target.Text) : null;

    private static int? Number(Workload workload, int? number, string? name) => number ?? workload.Ports.FirstOrDefault(port => port.Name == name)?.Number;
}

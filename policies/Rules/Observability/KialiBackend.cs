using Manifests;
using Policies.Model;

namespace Policies.Rules.Observability;

/// <summary>A backend of Kiali's that anybody on the way could be: called in plaintext, or with its certificate not looked at.</summary>
internal sealed class KialiBackend : ManifestRule
{
    private static readonly string[] Backends = ["prometheus", "tracing", "grafana", "perses", "custom_dashboards.prometheus"];
    private static readonly string[] Addresses = ["url", "internal_url", "in_cluster_url"];

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS673",
        Level = FindingLevel.Warning,
        Title = "backend of Kiali that is not told from others",
        Remedy = "call it over https with its roots in the ConfigMap kiali-cabundle, or have both in the mesh",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [.. KialiConfiguration.Reads, Input.Services, Input.Workloads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var kiali in KialiConfiguration.Of(view))
        {
            foreach (var backend in Backends.Select(backend => $"external_services.{backend}").Where(backend => kiali[backend] is MapNode && kiali.Text($"{backend}.enabled") != "false"))
            {
                if (kiali.Text($"{backend}.auth.insecure_skip_verify") == "true")
                {
                    yield return Find(kiali.Subject, kiali.FieldOf($"{backend}.auth.insecure_skip_verify"), $"{backend}: Kiali takes whatever certificate it is shown");
                }

                foreach (var field in Addresses.Select(address => $"{backend}.{address}"))
                {
                    if (kiali.Text(field) is { } url && Problem(view, kiali, url) is { } problem)
                    {
                        yield return Find(kiali.Subject, kiali.FieldOf(field), $"{field}: {problem}");
                    }
                }
            }
        }
    }

    /// <summary>What is wrong with an address: plain HTTP where one of the two ends is known to have no proxy.</summary>
    private static string? Problem(RuleView view, KialiConfiguration kiali, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != "http")
        {
            return null;
        }

        var own = view.Workloads.In(kiali.Subject.Namespace).FirstOrDefault(workload => workload.Labels.GetValueOrDefault("app.kubernetes.io/name") == "kiali" || workload.Labels.GetValueOrDefault("app") == "kiali");
        var service = view.Services.All.FirstOrDefault(service => service.Registry == ServiceRegistry.Kubernetes
            && (address.Host == service.Host || address.Host == $"{service.Name}.{service.Namespace}" || address.Host == $"{service.Name}.{service.Namespace}.svc"));
        return own is { IsInMesh: false } ? $"Kiali has no proxy, so it calls {address.Host} in plaintext"
            : service?.Endpoints.FirstOrDefault(endpoint => !endpoint.IsInMesh) is { } endpoint ? $"{endpoint.Name} has no proxy, so Kiali calls it in plaintext"
            : null;
    }
}

using Manifests.Core.V1;

namespace Policies.Model;

/// <summary>Reads the HTTP probes of a pod.</summary>
internal static class HttpProbes
{
    /// <summary>Those of all its containers, each once; one whose port's name no port of its container has is nobody's.</summary>
    internal static IReadOnlyList<HttpProbe> Of(PodSpec? spec) =>
    [
        .. (from container in (spec?.Containers ?? []).Concat(spec?.InitContainers ?? [])
            from probe in new[] { container.LivenessProbe, container.ReadinessProbe, container.StartupProbe }
            let get = probe?.HttpGet
            where get is not null
            let port = PortOf(get, container)
            where port is not null
            select new HttpProbe(port.Value, PathOf(get))).Distinct(),
    ];

    private static int? PortOf(HTTPGetAction get, Container container) => get.Port.Number is { } number
        ? (int)number
        : (container.Ports ?? []).FirstOrDefault(port => port.Protocol is null or "TCP" && string.Equals(port.Name, get.Port.Text, StringComparison.OrdinalIgnoreCase))?.ContainerPortValue;

    private static string PathOf(HTTPGetAction get) => (get.Path is { Length: > 0 } path ? path : "/").Split('?', '#')[0];
}

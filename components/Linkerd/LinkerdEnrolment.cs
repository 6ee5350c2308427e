using System.Globalization;
using Components.Intent;

namespace Components.Linkerd;

/// <summary>What Linkerd reads from a namespace.</summary>
public static class LinkerdEnrolment
{
    /// <summary>
    /// The annotations: proxies are injected, ports without Server are closed, and calls to servers that speak TLS themselves go past the proxy, which would
    /// wait in vain for them to say who they are.
    /// </summary>
    /// <remarks>Ports to be skipped on the way out are the caller's to say: Linkerd does not read that annotation from a Service.</remarks>
    public static IReadOnlyDictionary<string, string> Annotations(RegionIntent intent, string @namespace)
    {
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["linkerd.io/inject"] = "enabled",
            ["config.linkerd.io/default-inbound-policy"] = "deny",
        };
        if (SkippedPorts(intent, @namespace) is { Count: > 0 } ports)
        {
            annotations.Add("config.linkerd.io/skip-outbound-ports", string.Join(',', ports.Select(port => port.ToString(CultureInfo.InvariantCulture))));
        }

        return annotations;
    }

    /// <summary>The ports of servers outside the mesh that workloads of a namespace call, in ascending order.</summary>
    public static IReadOnlyList<int> SkippedPorts(RegionIntent intent, string @namespace) =>
    [
        .. (from workload in intent.Workloads
            where workload.InLinkerd && workload.Namespace == @namespace
            from call in workload.Outbound
            where call.Kind is not ServerKind.Mesh
            from port in new[] { call.Port, call.TargetPort }
            select port).Distinct().Order(),
    ];
}

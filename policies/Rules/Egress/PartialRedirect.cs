using System.Globalization;
using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Rules.Egress;

/// <summary>A host outside that some sidecars know without the route to the egress gateway: they call it themselves.</summary>
internal sealed class PartialRedirect : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS677",
        Level = FindingLevel.Warning,
        Title = "redirect to the egress gateway that does not catch every call",
        Remedy = "export ServiceEntry and VirtualService to the same namespaces, and match every port of the entry",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [.. EgressRedirect.Reads, Input.Kind<ServiceEntry>(), Input.Workloads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var byHost in EgressRedirect.Of(view).GroupBy(redirect => redirect.External.Host, StringComparer.OrdinalIgnoreCase))
        {
            var routes = byHost.Select(redirect => redirect.Route).ToList();
            foreach (var entry in view.All<ServiceEntry>().Where(entry => entry.Object.Spec?.Hosts.Contains(byHost.Key, StringComparer.OrdinalIgnoreCase) == true))
            {
                List<string> direct =
                [
                    .. view.Workloads.All.Where(workload => workload.DataPlane is DataPlane.Sidecar).Select(workload => workload.Namespace).Distinct()
                        .Where(from => EgressRedirect.IsSeen(entry.Object.Spec!.ExportTo, entry.Namespace, from)
                            && !routes.Exists(route => EgressRedirect.IsSeen(route.Object.Spec!.ExportTo, route.Namespace, from))),
                ];
                if (direct.Count > 0)
                {
                    yield return Find(
                        entry, "spec.exportTo", $"sidecars of {Words.List(direct)} know {byHost.Key} and not the route to the egress gateway, so they call it themselves");
                }

                var missed = (entry.Object.Spec!.Ports ?? []).Select(port => port.Number).Where(port => !routes.Exists(route => Takes(route, port))).ToList();
                if (missed.Count > 0)
                {
                    yield return Find(
                        entry,
                        "spec.ports",
                        $"calls to {byHost.Key} on port {Words.List(missed, port => port.ToString(CultureInfo.InvariantCulture))} leave without the egress gateway: no route of {Words.List(routes, route => route.Name)} takes them");
                }
            }
        }
    }

    /// <summary>Whether some route of sidecars takes a port.</summary>
    private static bool Takes(Manifest<VirtualService> route, long port)
    {
        var spec = route.Object.Spec!;
        return (spec.Http ?? []).Any(http => http.Match is null or [] || http.Match.Any(match => Fits(match.Gateways, match.Port)))
            || (spec.Tls ?? []).Any(tls => tls.Match.Any(match => Fits(match.Gateways, match.Port)))
            || (spec.Tcp ?? []).Any(tcp => tcp.Match is null or [] || tcp.Match.Any(match => Fits(match.Gateways, match.Port)));

        bool Fits(IReadOnlyList<string>? gateways, long? own) => (gateways is null or { Count: 0 } || gateways.Contains("mesh")) && (own is null || own == port);
    }
}

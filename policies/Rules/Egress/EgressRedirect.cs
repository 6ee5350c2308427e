using Manifests.Istio.Networking.V1;
using Policies.Model;
using Policies.Rules.Authorization;
using Policies.Rules.Traffic;

namespace Policies.Rules.Egress;

/// <summary>A route that sends what sidecars have for a host outside of the mesh to an egress gateway.</summary>
/// <param name="Route">The VirtualService.</param>
/// <param name="External">The host.</param>
/// <param name="Gateways">The gateway's pods.</param>
internal sealed record EgressRedirect(Manifest<VirtualService> Route, ServiceModel External, IReadOnlyList<Workload> Gateways)
{
    private const string Mesh = "mesh";

    /// <summary>What routes are known by.</summary>
    public static IReadOnlyList<Input> Reads { get; } = [Input.Kind<VirtualService>(), Input.Services];

    /// <summary>The redirects of a cluster.</summary>
    public static IEnumerable<EgressRedirect> Of(RuleView view)
    {
        foreach (var route in view.All<VirtualService>())
        {
            var spec = route.Object.Spec;
            if (spec?.Hosts is not { Count: > 0 } hosts || !(spec.Gateways is null or [] || spec.Gateways.Contains(Mesh)))
            {
                continue;
            }

            var externals = hosts.Select(host => view.Services.Find(host)).OfType<ServiceModel>().Where(service => service.IsMeshExternal).ToList();
            List<Workload> gateways = externals.Count == 0 ? [] :
            [
                .. Destinations.Of(route)
                    .Select(destination => view.Services.Find(view.Services.Qualify(destination.Value.Host ?? "", route.Namespace)))
                    .OfType<ServiceModel>()
                    .SelectMany(service => service.Endpoints)
                    .Where(endpoint => endpoint.DataPlane is DataPlane.Gateway)
                    .Distinct(),
            ];
            foreach (var external in gateways.Count == 0 ? [] : externals)
            {
                yield return new EgressRedirect(route, external, gateways);
            }
        }
    }

    /// <summary>
    /// The workloads with sidecars that are meant to go through the gateway: those whom its policies name, or where it has none, all that see the route.
    /// </summary>
    public IEnumerable<Workload> Callers(RuleView view)
    {
        var policies = Gateways.SelectMany(view.Attachment.Of).Where(policy => policy.Allows()).Distinct().ToList();
        List<string> principals = [.. policies.SelectMany(policy => policy.Sources()).SelectMany(source => source.Source.Principals ?? []).Distinct(StringComparer.Ordinal)];
        return view.Workloads.All.Where(workload => workload.DataPlane is DataPlane.Sidecar
            && (policies.Count == 0 ? IsSeen(Route.Object.Spec?.ExportTo, Route.Namespace, workload.Namespace) : principals.Exists(principal => IsNamed(workload, principal))));
    }

    /// <summary>Whether an object that is exported so is seen from a namespace.</summary>
    public static bool IsSeen(IReadOnlyList<string>? exportTo, string own, string from) =>
        exportTo is null or { Count: 0 } || exportTo.Contains("*") || exportTo.Contains(from) || (exportTo.Contains(".") && own == from);

    private static bool IsNamed(Workload workload, string principal)
    {
        const string scheme = "spiffe://";
        var own = workload.Identity is { } identity && identity.StartsWith(scheme, StringComparison.Ordinal) ? identity[scheme.Length..] : "";
        return principal.StartsWith('*') ? own.EndsWith(principal[1..], StringComparison.Ordinal)
            : principal.EndsWith('*') ? own.StartsWith(principal[..^1], StringComparison.Ordinal)
            : own == principal;
    }
}

using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Istio.Delegates;

namespace Policies.Rules.Traffic;

/// <summary>A route that istiod does not make: its delegate is not there, is not shown to it, or takes requests that it does not.</summary>
internal sealed class LostDelegate : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS374",
        Level = FindingLevel.Error,
        Title = "route lost on the way to its delegate",
        Remedy = "name a VirtualService without hosts that exportTo shows to the route's namespace, whose matches are each within one of the route's",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<VirtualService>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var all = view.All<VirtualService>();
        var delegates = all.Where(service => service.Object.Spec is { Hosts: not { Count: > 0 } }).ToLookup(service => (service.Namespace, service.Name));
        var known = all.Select(service => service.Namespace).ToHashSet(StringComparer.Ordinal);
        foreach (var root in all.Where(service => service.Object.Spec?.Hosts is { Count: > 0 }))
        {
            var routes = root.Object.Spec!.Http;
            for (var index = 0; index < (routes?.Count ?? 0); index++)
            {
                if (routes![index].Delegate is not { } to)
                {
                    continue;
                }

                var @namespace = to.Namespace is { Length: > 0 } stated ? stated : root.Namespace;
                if (delegates[(@namespace, to.Name ?? "")].FirstOrDefault() is not { } found)
                {
                    if (view.IsWhole || known.Contains(@namespace))
                    {
                        yield return Find(root, $"spec.http[{index}].delegate", $"namespace {@namespace} has no VirtualService {to.Name} without hosts, so the route is not made");
                    }
                }
                else if (!Visibility.IsShown(found.Object.Spec!.ExportTo, view.Mesh.DefaultVirtualServiceExportTo, @namespace, root.Namespace))
                {
                    yield return Find(root, $"spec.http[{index}].delegate", $"VirtualService {@namespace}/{to.Name} is not exported to {root.Namespace}, so the route is not made");
                }
                else
                {
                    foreach (var (leaf, number) in (found.Object.Spec!.Http ?? []).Select((leaf, number) => (leaf, number)))
                    {
                        if (DelegatedRoutes.Merge(routes[index], root.Namespace, leaf, @namespace, view.Mesh) is null)
                        {
                            yield return Find(
                                found, $"spec.http[{number}]", $"one of its matches is within none of those of {root.Namespace}/{root.Name}, route {index}, which delegates here, so istiod drops the route");
                        }
                    }
                }
            }
        }
    }
}

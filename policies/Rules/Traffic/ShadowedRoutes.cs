using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary>Two VirtualServices with routes for one host in the mesh: sidecars do not merge them, the oldest holds.</summary>
internal sealed class ShadowedRoutes : ManifestRule
{
    private const string Mesh = "mesh";

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS421",
        Level = FindingLevel.Warning,
        Title = "routes shadowed by others",
        Remedy = "put the routes of one host into one VirtualService; a root that delegates to others splits it",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<VirtualService>(), Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var byHost = new Dictionary<string, List<Manifest<VirtualService>>>(StringComparer.OrdinalIgnoreCase);
        foreach (var service in view.All<VirtualService>().Where(AppliesToMesh)
            .OrderBy(service => service.Object.Metadata.CreationTimestamp ?? "", StringComparer.Ordinal)
            .ThenBy(service => service.Name, StringComparer.Ordinal).ThenBy(service => service.Namespace, StringComparer.Ordinal))
        {
            var hosts = service.Object.Spec?.Hosts;
            for (var index = 0; index < (hosts?.Count ?? 0); index++)
            {
                var host = view.Services.Qualify(hosts![index], service.Namespace);
                var before = byHost.TryGetValue(host, out var list) ? list : byHost[host] = [];
                if (before.Find(other => other != service && Meet(other, service)) is { } holder)
                {
                    yield return Find(
                        service, $"spec.hosts[{index}]", $"{holder.Namespace}/{holder.Name} has routes for {host} too, and sidecars that see both take one of the two, the oldest and of equal ages the first by name");
                }

                before.Add(service);
            }
        }
    }

    private static bool AppliesToMesh(Manifest<VirtualService> service) =>
        service.Object.Spec?.Gateways is not { Count: > 0 } gateways || gateways.Contains(Mesh);

    /// <summary>Whether some namespace sees both.</summary>
    private static bool Meet(Manifest<VirtualService> one, Manifest<VirtualService> other) => SeenBy(one) is not { } first || SeenBy(other) is not { } second || first.Overlaps(second);

    /// <summary>The namespaces that see an object; null for all.</summary>
    private static HashSet<string>? SeenBy(Manifest<VirtualService> service) => service.Object.Spec?.ExportTo is { Count: > 0 } exports && !exports.Contains("*")
        ? exports.Select(name => name == "." ? service.Namespace : name).ToHashSet(StringComparer.Ordinal)
        : null;
}

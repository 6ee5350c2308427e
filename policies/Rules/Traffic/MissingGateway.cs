using Manifests.Istio.Networking.V1;
using Policies.Istio.Validation;

namespace Policies.Rules.Traffic;

/// <summary>A VirtualService for a Gateway that is not there, or that does not serve its host.</summary>
internal sealed class MissingGateway : ManifestRule
{
    private const string Mesh = "mesh";

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS420",
        Level = FindingLevel.Error,
        Title = "route that its gateway does not have",
        Remedy = "name a Gateway that is there, as namespace/name, and have one of its servers list the host",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<VirtualService>(), Input.Kind<Gateway>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var gateways = view.All<Gateway>().DistinctBy(gateway => (gateway.Namespace, gateway.Name)).ToDictionary(gateway => (gateway.Namespace, gateway.Name));
        var known = gateways.Keys.Select(key => key.Namespace).ToHashSet(StringComparer.Ordinal);
        foreach (var service in view.All<VirtualService>())
        {
            var names = service.Object.Spec?.Gateways;
            var bound = new List<Manifest<Gateway>>();
            var isOpen = names is not { Count: > 0 };
            for (var index = 0; index < (names?.Count ?? 0); index++)
            {
                var (place, name) = Split(names![index], service.Namespace);
                if (gateways.TryGetValue((place, name), out var gateway))
                {
                    bound.Add(gateway);
                    continue;
                }

                isOpen = true;
                if (names[index] != Mesh && !name.Contains('.', StringComparison.Ordinal) && (view.IsWhole || known.Contains(place)))
                {
                    yield return Find(service, $"spec.gateways[{index}]", $"namespace {place} has no Gateway {name}, so nobody outside reaches the routes through it");
                }
            }

            var hosts = service.Object.Spec?.Hosts;
            for (var index = 0; !isOpen && index < (hosts?.Count ?? 0); index++)
            {
                if (!bound.Exists(gateway => Serves(gateway, service.Namespace, hosts![index])))
                {
                    yield return Find(
                        service, $"spec.hosts[{index}]", $"no server of {Words.List(bound, gateway => $"{gateway.Namespace}/{gateway.Name}")} is for {hosts![index]}, so requests for it get 404");
                }
            }
        }
    }

    private static (string Namespace, string Name) Split(string gateway, string own) =>
        gateway.Split('/', 2) is [var place, var name] ? (place, name) : (own, gateway);

    /// <summary>A server's host may have a namespace in front, from which routes are taken: its own (<c>.</c>), any (<c>*</c>), or one by name.</summary>
    private static bool Serves(Manifest<Gateway> gateway, string routes, string host) => (gateway.Object.Spec?.Servers ?? []).SelectMany(server => server.Hosts).Any(served =>
    {
        var (place, name) = served.Split('/', 2) is [var scope, var rest] ? (scope == "." ? gateway.Namespace : scope, rest) : ("*", served);
        return (place == "*" || place == routes) && WildcardHosts.Overlap(name, host);
    });
}

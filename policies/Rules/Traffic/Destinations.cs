using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary>The destinations of a VirtualService's routes, with their paths.</summary>
internal static class Destinations
{
    public static IEnumerable<KeyValuePair<string, VirtualServiceDestination>> Of(Manifest<VirtualService> service)
    {
        var spec = service.Object.Spec;
        for (var route = 0; route < (spec?.Http?.Count ?? 0); route++)
        {
            for (var item = 0; item < (spec!.Http![route].Route?.Count ?? 0); item++)
            {
                if (spec.Http[route].Route![item].Destination is { } destination)
                {
                    yield return KeyValuePair.Create($"spec.http[{route}].route[{item}].destination", destination);
                }
            }

            foreach (var copy in Copies(spec.Http[route], $"spec.http[{route}]"))
            {
                yield return copy;
            }
        }

        for (var route = 0; route < (spec?.Tls?.Count ?? 0); route++)
        {
            for (var item = 0; item < (spec!.Tls![route].Route?.Count ?? 0); item++)
            {
                if (spec.Tls[route].Route![item].Destination is { } destination)
                {
                    yield return KeyValuePair.Create($"spec.tls[{route}].route[{item}].destination", destination);
                }
            }
        }

        for (var route = 0; route < (spec?.Tcp?.Count ?? 0); route++)
        {
            for (var item = 0; item < (spec!.Tcp![route].Route?.Count ?? 0); item++)
            {
                if (spec.Tcp[route].Route![item].Destination is { } destination)
                {
                    yield return KeyValuePair.Create($"spec.tcp[{route}].route[{item}].destination", destination);
                }
            }
        }
    }

    /// <summary>Where a route sends copies of its requests.</summary>
    private static IEnumerable<KeyValuePair<string, VirtualServiceDestination>> Copies(VirtualServiceHttp route, string path)
    {
        if (route.Mirror is { } mirror)
        {
            yield return KeyValuePair.Create($"{path}.mirror", new VirtualServiceDestination { Host = mirror.Host, Subset = mirror.Subset, Port = mirror.Port });
        }

        for (var item = 0; item < (route.Mirrors?.Count ?? 0); item++)
        {
            if (route.Mirrors![item].Destination is { } destination)
            {
                yield return KeyValuePair.Create($"{path}.mirrors[{item}].destination", destination);
            }
        }
    }
}

namespace Infra.Planning;

/// <summary>Resolves the services: their namespaces, regions, identities and labels.</summary>
internal static class ServiceResolver
{
    /// <summary>The services by name, in ordinal order.</summary>
    public static IReadOnlyDictionary<string, ResolvedService> Resolve(
        PlanningContext context, IReadOnlyDictionary<string, ResolvedNamespace> namespaces)
    {
        var services = new OrderedDictionary<string, ResolvedService>(StringComparer.Ordinal);
        foreach (var (name, settings) in context.Settings.Services)
        {
            var path = SettingPaths.Services[name];
            if (!context.References.TryFind(
                settings.Namespace, path["namespace"], "namespace", namespaces, SettingPaths.Namespaces, out var @namespace))
            {
                continue;
            }

            services.Add(name, new ResolvedService
            {
                Name = name,
                Namespace = @namespace,
                Settings = settings,
                ServiceAccount = settings.ServiceAccount ?? name,
                Labels = settings.Labels is { Count: > 0 } labels
                    ? labels
                    : new Dictionary<string, string>(StringComparer.Ordinal) { ["app"] = name },
                Regions = context.References.Regions(
                    settings.Regions,
                    path["regions"],
                    @namespace.Regions,
                    context.Settings.Regions,
                    region => $"namespace {settings.Namespace} is not in region {region}",
                    otherwise: @namespace.Regions),
            });
        }

        return services;
    }
}

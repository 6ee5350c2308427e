using Manifests.Core.V1;

namespace Policies.Model;

/// <summary>The namespaces of an input.</summary>
internal static class NamespaceReading
{
    internal static Dictionary<string, NamespaceModel> Declared(ConfigObjects objects)
    {
        var namespaces = new Dictionary<string, NamespaceModel>(StringComparer.Ordinal);
        foreach (var declared in objects.Of<Namespace>())
        {
            namespaces.TryAdd(declared.Name, new NamespaceModel
            {
                Name = declared.Name,
                Labels = WithName(declared.Name, declared.Object.Metadata.Labels ?? []),
                Annotations = declared.Object.Metadata.Annotations ?? [],
                IsDeclared = true,
                Source = declared.Source,
            });
        }

        return namespaces;
    }

    /// <summary>Those with an object, and those that only a workload or service names.</summary>
    internal static IReadOnlyList<NamespaceModel> All(
        Dictionary<string, NamespaceModel> declared,
        IReadOnlyList<Workload> workloads,
        IReadOnlyList<ServiceModel> services,
        bool isWhole)
    {
        var named = workloads.Select(workload => workload.Namespace).Concat(services.Select(service => service.Namespace));
        return
        [
            .. declared.Values,
            .. named.Distinct(StringComparer.Ordinal)
                .Where(name => !declared.ContainsKey(name))
                .Select(name => new NamespaceModel { Name = name, Labels = WithName(name, []), HasUnknownLabels = !isWhole }),
        ];
    }

    /// <summary>Kubernetes sets this label on every namespace.</summary>
    private static Dictionary<string, string> WithName(string name, IEnumerable<KeyValuePair<string, string>> labels) =>
        new(labels, StringComparer.Ordinal) { [WellKnownLabels.NamespaceName] = name };
}

using System.Text;
using Manifests;
using Manifests.Core.V1;
using Manifests.Reading;

namespace Policies.Model;

/// <summary>Reads what the proxies of pods are told by <c>proxyMetadata</c> and by their container's environment.</summary>
internal static class ProxyMetadata
{
    private const string Annotation = "proxy.istio.io/config";

    internal static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>();

    /// <summary>The certificates of pods; null for those that istiod issues.</summary>
    internal static ProxyCertificates? Certificates(IReadOnlyDictionary<string, string>? annotations, PodSpec? spec, MeshSettings mesh)
    {
        var environment = OfContainer(spec);
        var annotated = annotations?.GetValueOrDefault(Annotation);
        return environment.Count == 0 && annotated is null && mesh.ProxyMetadata.Count == 0
            ? null
            : ProxyCertificates.Of(environment, annotated is null ? Nothing : OfText(annotated), mesh.ProxyMetadata);
    }

    /// <summary><c>proxyMetadata</c> of a <c>ProxyConfig</c>; empty for none.</summary>
    internal static IReadOnlyDictionary<string, string> Of(Node? config) => (config as MapNode)?["proxyMetadata"] is MapNode { Count: > 0 } metadata
        ? metadata.Where(entry => entry.Value is ScalarNode).ToDictionary(entry => entry.Key, entry => ((ScalarNode)entry.Value).Text, StringComparer.Ordinal)
        : Nothing;

    /// <summary>Injection refuses a text that it cannot read, and then there is no pod.</summary>
    private static IReadOnlyDictionary<string, string> OfText(string text) =>
        new ManifestReader().ReadDocuments(Encoding.UTF8.GetBytes(text), Annotation).Items is [MapNode config, ..] ? Of(config) : Nothing;

    private static IReadOnlyDictionary<string, string> OfContainer(PodSpec? spec)
    {
        if (spec is null)
        {
            return Nothing;
        }

        Dictionary<string, string>? found = null;
        foreach (var container in (spec.InitContainers ?? []).Concat(spec.Containers))
        {
            if (container.Name == Injection.ProxyContainer)
            {
                foreach (var variable in container.Env ?? [])
                {
                    // A value from elsewhere is a value all the same.
                    (found ??= new Dictionary<string, string>(StringComparer.Ordinal))[variable.Name] = variable.Value ?? (variable.ValueFrom is null ? "" : "from elsewhere");
                }
            }
        }

        return found ?? Nothing;
    }
}

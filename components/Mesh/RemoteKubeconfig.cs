using Components.Intent;
using Manifests;
using Manifests.Writing;

namespace Components.Mesh;

/// <summary>The kubeconfig by which one region's istiod reads the endpoints of another, as <c>istioctl create-remote-secret</c> writes it.</summary>
public static class RemoteKubeconfig
{
    /// <summary>The file. Secret: it holds a token of the other cluster.</summary>
    /// <param name="region">The region that is read.</param>
    /// <param name="authority">The CA of its API server: the value <c>ca.crt</c> of a service account's token, in base64.</param>
    /// <param name="token">The token of the reader's account.</param>
    /// <exception cref="ArgumentException">The region does not say where its API server is.</exception>
    public static string For(Region region, string authority, string token)
    {
        ArgumentNullException.ThrowIfNull(region);
        var server = region.ApiServer ?? throw new ArgumentException($"region {region.Name} does not say where its API server is", nameof(region));
        return ManifestWriter.WriteYaml(Node.FromPlainObject(new Dictionary<string, object?>
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Config",
            ["clusters"] = List(("cluster", new() { ["certificate-authority-data"] = authority, ["server"] = server })),
            ["contexts"] = List(("context", new() { ["cluster"] = region.Cluster, ["user"] = region.Cluster })),
            ["current-context"] = region.Cluster,
            ["users"] = List(("user", new() { ["token"] = token })),
        }));

        List<object?> List((string Key, Dictionary<string, object?> Value) entry) =>
            [new Dictionary<string, object?> { ["name"] = region.Cluster, [entry.Key] = entry.Value }];
    }
}

using System.Text;
using Manifests;

namespace Infra.Cli.Render.Sealing;

/// <summary>The values of a Secret as the cluster would keep them.</summary>
internal static class SecretValues
{
    /// <summary>The values by key, ordered by key; <c>stringData</c> wins over <c>data</c>, as on the API server.</summary>
    public static SortedDictionary<string, byte[]> Of(MapNode secret)
    {
        var values = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (key, value, _) in secret["data"] as MapNode ?? [])
        {
            values[key] = Convert.FromBase64String(((ScalarNode)value).AsString!);
        }

        foreach (var (key, value, _) in secret["stringData"] as MapNode ?? [])
        {
            values[key] = Encoding.UTF8.GetBytes(((ScalarNode)value).AsString!);
        }

        return values;
    }
}

using Manifests;

namespace Infra.Hermetic;

/// <summary>Collects the Secrets of a run, which registers them in no certain order.</summary>
internal sealed class RecordedSecrets
{
    private readonly Lock _lock = new();
    private readonly List<RecordedSecret> _secrets = [];

    /// <summary>Takes one.</summary>
    public void Add(RecordedSecret secret)
    {
        lock (_lock)
        {
            _secrets.Add(secret);
        }
    }

    /// <summary>All of them, ordered by region and name.</summary>
    public IReadOnlyList<RecordedSecret> Ordered() =>
        [.. _secrets.OrderBy(secret => secret.Region, StringComparer.Ordinal).ThenBy(secret => Title(secret.Manifest), StringComparer.Ordinal)];

    private static string Title(MapNode manifest) =>
        manifest["metadata"] is MapNode metadata ? $"{(metadata["namespace"] as ScalarNode)?.AsString}/{(metadata["name"] as ScalarNode)?.AsString}" : "";
}

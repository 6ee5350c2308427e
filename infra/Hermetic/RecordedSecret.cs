using Manifests;

namespace Infra.Hermetic;

/// <summary>A Secret with its values, for a caller that asked for it: nothing keeps it, and nothing prints it.</summary>
/// <param name="Region">The region whose provider it was registered with.</param>
/// <param name="Manifest">The Secret.</param>
internal sealed record RecordedSecret(string Region, MapNode Manifest)
{
    /// <summary>The region and the object's name: never its values.</summary>
    public override string ToString() => $"{Region}: {(Manifest["metadata"] as MapNode)?["name"]}";
}

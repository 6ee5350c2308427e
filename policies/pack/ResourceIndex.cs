namespace Policies.Pack;

/// <summary>Finds the resource that a finding is about.</summary>
internal sealed class ResourceIndex
{
    private readonly HashSet<string> _urns;
    private readonly Dictionary<ObjectReference, string> _byObject = [];

    /// <summary>Indexes resources.</summary>
    public ResourceIndex(IReadOnlyCollection<KubernetesResource> resources)
    {
        _urns = resources.Select(resource => resource.Urn).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            if (ObjectReference.To(resource.Manifest, resource.Cluster) is { } reference)
            {
                _byObject.TryAdd(reference, resource.Urn);
            }
        }
    }

    /// <summary>The resource's URN; empty where the finding is about none of them, which Pulumi takes for the stack.</summary>
    public string UrnOf(Finding finding) =>
        finding.Source is { } place && _urns.Contains(place.File) ? place.File
        : finding.Subject is { } subject ? _byObject.GetValueOrDefault(subject, "")
        : "";
}

namespace Infra.Hermetic;

/// <summary>Finds the component that a resource belongs to: the mocks do not see parents, but children's names begin with their component's.</summary>
internal sealed class ComponentIndex
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _names;

    /// <summary>An index of these components.</summary>
    public ComponentIndex(IEnumerable<RegisteredComponent> components) =>
        _names = components.Select(component => component.Name).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The component with the longest name that the resource's name continues after a hyphen, or null.</summary>
    public string? OwnerOf(string resource)
    {
        for (var end = resource.LastIndexOf('-'); end > 0; end = resource.LastIndexOf('-', end - 1))
        {
            if (_names.TryGetValue(resource.AsSpan(0, end), out var owner))
            {
                return owner;
            }
        }

        return null;
    }
}

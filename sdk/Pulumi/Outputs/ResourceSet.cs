using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The resources that a value depends on. Nearly always none or one, and there is a set for every output of every resource.</summary>
internal readonly struct ResourceSet
{
    // Null, a Resource or an ImmutableHashSet<Resource>.
    private readonly object? _content;

    private ResourceSet(object content) => _content = content;

    /// <summary>The set of one resource.</summary>
    public static ResourceSet Of(Resource resource) => new(resource);

    public ResourceSet Union(ResourceSet other) =>
        other._content is null || ReferenceEquals(_content, other._content) ? this
        : _content is null ? other
        : new(ToImmutable().Union(other.ToImmutable()));

    public ImmutableHashSet<Resource> ToImmutable() => _content switch
    {
        null => [],
        Resource one => [one],
        var several => (ImmutableHashSet<Resource>)several,
    };
}

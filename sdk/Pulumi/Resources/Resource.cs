using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Something that the engine knows by a URN: a <see cref="CustomResource"/> or a <see cref="ComponentResource"/>.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;
    private readonly ImmutableArray<ResourceTransformation> _transformations = [];
    private readonly ImmutableDictionary<string, ProviderResource> _providers = ImmutableDictionary<string, ProviderResource>.Empty;
    private List<Resource>? _children;

    private protected Resource(string type, string name, bool custom, ResourceArgs args, ResourceOptions options, bool remote)
    {
        if (string.IsNullOrEmpty(type))
        {
            throw new ArgumentException("the type token of a resource is empty", nameof(type));
        }

        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("the name of a resource is empty", nameof(name));
        }

        (_type, _name) = (type, name);
        var slots = OutputProperty.Open(this, onlyUrn: !custom && !remote && options.Urn is null);
        var deployment = Deployment.Running;
        _transformations = TransformationsFor(options, deployment);
        (args, options) = Transform(args, options);
        options = options.Clone();
        options.Parent?.AddChild(this);
        options.Protect ??= options.Parent?._protect;
        _protect = options.Protect;
        _providers = custom ? ChooseProvider(options) : ProvidersForChildren(options);
        foreach (var alias in options.Aliases)
        {
            _ = alias.Apply(value => value.Check());
        }

        deployment.Register(this, slots, args, options);
    }

    /// <summary>A resource that exists already and is only referred to.</summary>
    private protected Resource() => (_type, _name, _protect) = ("", "", false);

    /// <summary>The unique name that the engine knows the resource by.</summary>
    [Output(WellKnown.Urn)]
    public Output<string> Urn { get; private protected set; } = null!;

    /// <summary>The type token that the resource was constructed with.</summary>
    /// <returns>The type token.</returns>
    public string GetResourceType() => _type;

    /// <summary>The name that the resource was constructed with.</summary>
    /// <returns>The name.</returns>
    public string GetResourceName() => _name;

    internal ImmutableArray<Resource> ChildrenSoFar()
    {
        if (Volatile.Read(ref _children) is not { } children)
        {
            return [];
        }

        lock (children)
        {
            return [.. children];
        }
    }

    internal ProviderResource? ProviderFor(string type) =>
        PackageOf(type) is { } package ? _providers.GetValueOrDefault(package) : null;

    /// <summary>The package of <c>package:module:Type</c>; null for what is no such token.</summary>
    private static string? PackageOf(string type) => type.AsSpan().Count(':') == 2 ? type[..type.IndexOf(':', StringComparison.Ordinal)] : null;

    private ImmutableArray<ResourceTransformation> TransformationsFor(ResourceOptions options, Deployment deployment)
    {
        var parent = _type == WellKnown.StackType ? null : options.Parent ?? (options.Urn is null ? deployment.Stack : null);
        return parent is null ? [.. options.ResourceTransformations] : [.. options.ResourceTransformations, .. parent._transformations];
    }

    private (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in _transformations)
        {
            if (transformation(new(this, args, options)) is { } result)
            {
                if (result.Options.Parent != options.Parent)
                {
                    throw new ArgumentException($"a transformation must not change the parent of '{_name}'");
                }

                (args, options) = (result.Args, result.Options);
            }
        }

        return (args, options);
    }

    private void AddChild(Resource child)
    {
        var children = _children ?? Interlocked.CompareExchange(ref _children, [], null) ?? _children;
        lock (children)
        {
            children.Add(child);
        }
    }

    private ImmutableDictionary<string, ProviderResource> ChooseProvider(ResourceOptions options)
    {
        var inherited = options.Parent?._providers ?? _providers;
        if (options.Provider is null)
        {
            options.Provider = options.Parent?.ProviderFor(_type);
            return inherited;
        }

        return PackageOf(_type) is { } package ? inherited.SetItem(package, options.Provider) : inherited;
    }

    private ImmutableDictionary<string, ProviderResource> ProvidersForChildren(ResourceOptions options)
    {
        var listed = (options as ComponentResourceOptions)?.Providers ?? [];
        if (options.Provider is not null && listed.Count > 0)
        {
            throw new ResourceException($"component '{_name}' has both options 'Provider' and 'Providers'; give one of them", options.Parent);
        }

        return (options.Parent?._providers ?? _providers).SetItems(
            (options.Provider is null ? listed : [options.Provider]).Select(provider => KeyValuePair.Create(provider.Package, provider)));
    }
}

namespace Pulumi;

/// <summary>Options that every resource takes, beside its arguments.</summary>
public abstract class ResourceOptions
{
    private InputList<Resource>? _dependsOn;
    private List<string>? _ignoreChanges;
    private List<ResourceTransformation>? _resourceTransformations;
    private List<Input<Alias>>? _aliases;
    private List<string>? _replaceOnChanges;

    private protected ResourceOptions()
    {
    }

    /// <summary>The id of an existing resource that is read instead of registered. The default is none.</summary>
    public Input<string>? Id { get; set; }

    /// <summary>The resource that this one belongs to. The default is the stack.</summary>
    public Resource? Parent { get; set; }

    /// <summary>Resources that come first, beyond those whose outputs are used. The default is none.</summary>
    public InputList<Resource> DependsOn { get => _dependsOn ??= []; set => _dependsOn = value; }

    /// <summary>Whether the resource can be deleted. The default is the parent's.</summary>
    public bool? Protect { get; set; }

    /// <summary>Properties whose changes are ignored. The default is none.</summary>
    public List<string> IgnoreChanges { get => _ignoreChanges ??= []; set => _ignoreChanges = value; }

    /// <summary>The version of the provider's plugin. The default is that of the package.</summary>
    public string? Version { get; set; }

    /// <summary>The provider that manages the resource. The default is the parent's for the package, then the stack's.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>How long operations may take. The default is the provider's.</summary>
    public CustomTimeouts? CustomTimeouts { get; set; }

    /// <summary>Functions that may change arguments and options of this resource and of its children. The default is none.</summary>
    public List<ResourceTransformation> ResourceTransformations { get => _resourceTransformations ??= []; set => _resourceTransformations = value; }

    /// <summary>Identities that the resource had before. The default is none.</summary>
    public List<Input<Alias>> Aliases { get => _aliases ??= []; set => _aliases = value; }

    /// <summary>The URN of an existing resource whose state is read instead of registering anything. The default is none.</summary>
    public string? Urn { get; set; }

    /// <summary>Properties whose changes replace the resource. The default is none.</summary>
    public List<string> ReplaceOnChanges { get => _replaceOnChanges ??= []; set => _replaceOnChanges = value; }

    /// <summary>Where the provider's plugin comes from. The default is that of the package.</summary>
    public string? PluginDownloadURL { get; set; }

    /// <summary>Whether the real object stays when the resource is deleted. The default is false.</summary>
    public bool? RetainOnDelete { get; set; }

    /// <summary>A resource whose deletion deletes this one too. The default is none.</summary>
    public Resource? DeletedWith { get; set; }

    /// <summary>The dependencies, where there are any: most resources have none, and there are many resources.</summary>
    internal InputList<Resource>? DependsOnIfAny => _dependsOn;

    internal abstract ResourceOptions Clone();

    private protected static List<T>? Concat<T>(List<T>? first, List<T>? second) =>
        second is null or [] ? first : first is null or [] ? [.. second] : [.. first, .. second];

    // Single values of the other options win, lists are appended.
    private protected void MergeFrom(ResourceOptions other)
    {
        Id = other.Id ?? Id;
        Parent = other.Parent ?? Parent;
        _dependsOn = other._dependsOn is null ? _dependsOn : _dependsOn?.Concat(other._dependsOn) ?? other._dependsOn.Clone();
        Protect = other.Protect ?? Protect;
        _ignoreChanges = Concat(_ignoreChanges, other._ignoreChanges);
        Version = other.Version ?? Version;
        Provider = other.Provider ?? Provider;
        CustomTimeouts = other.CustomTimeouts?.Clone() ?? CustomTimeouts;
        _resourceTransformations = Concat(_resourceTransformations, other._resourceTransformations);
        _aliases = Concat(_aliases, other._aliases);
        Urn = other.Urn ?? Urn;
        _replaceOnChanges = Concat(_replaceOnChanges, other._replaceOnChanges);
        PluginDownloadURL = other.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
    }
}

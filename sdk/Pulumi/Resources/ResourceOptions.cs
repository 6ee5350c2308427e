namespace Pulumi;

/// <summary>Options that every resource takes, beside its arguments.</summary>
public abstract class ResourceOptions
{
    private protected ResourceOptions()
    {
    }

    /// <summary>The id of an existing resource that is read instead of registered. The default is none.</summary>
    public Input<string>? Id { get; set; }

    /// <summary>The resource that this one belongs to. The default is the stack.</summary>
    public Resource? Parent { get; set; }

    /// <summary>Resources that come first, beyond those whose outputs are used. The default is none.</summary>
    public InputList<Resource> DependsOn { get => field ??= []; set; }

    /// <summary>Whether the resource can be deleted. The default is the parent's.</summary>
    public bool? Protect { get; set; }

    /// <summary>Properties whose changes are ignored. The default is none.</summary>
    public List<string> IgnoreChanges { get => field ??= []; set; }

    /// <summary>The version of the provider's plugin. The default is that of the package.</summary>
    public string? Version { get; set; }

    /// <summary>The provider that manages the resource. The default is the parent's for the package, then the stack's.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>How long operations may take. The default is the provider's.</summary>
    public CustomTimeouts? CustomTimeouts { get; set; }

    /// <summary>Functions that may change arguments and options of this resource and of its children. The default is none.</summary>
    public List<ResourceTransformation> ResourceTransformations { get => field ??= []; set; }

    /// <summary>Identities that the resource had before. The default is none.</summary>
    public List<Input<Alias>> Aliases { get; set; } = [];

    /// <summary>The URN of an existing resource whose state is read instead of registering anything. The default is none.</summary>
    public string? Urn { get; set; }

    /// <summary>Properties whose changes replace the resource. The default is none.</summary>
    public List<string> ReplaceOnChanges { get => field ??= []; set; }

    /// <summary>Where the provider's plugin comes from. The default is that of the package.</summary>
    public string? PluginDownloadURL { get; set; }

    /// <summary>Whether the real object stays when the resource is deleted. The default is false.</summary>
    public bool? RetainOnDelete { get; set; }

    /// <summary>A resource whose deletion deletes this one too. The default is none.</summary>
    public Resource? DeletedWith { get; set; }

    internal abstract ResourceOptions Clone();

    private protected void CopyFrom(ResourceOptions other)
    {
        Id = other.Id;
        Parent = other.Parent;
        DependsOn = other.DependsOn.Clone();
        Protect = other.Protect;
        IgnoreChanges = [.. other.IgnoreChanges];
        Version = other.Version;
        Provider = other.Provider;
        CustomTimeouts = other.CustomTimeouts?.Clone();
        ResourceTransformations = [.. other.ResourceTransformations];
        Aliases = [.. other.Aliases];
        Urn = other.Urn;
        ReplaceOnChanges = [.. other.ReplaceOnChanges];
        PluginDownloadURL = other.PluginDownloadURL;
        RetainOnDelete = other.RetainOnDelete;
        DeletedWith = other.DeletedWith;
    }

    // Scalars of the other options win, lists are appended.
    private protected void MergeFrom(ResourceOptions other)
    {
        Id = other.Id ?? Id;
        Parent = other.Parent ?? Parent;
        DependsOn = DependsOn.Concat(other.DependsOn);
        Protect = other.Protect ?? Protect;
        IgnoreChanges.AddRange(other.IgnoreChanges);
        Version = other.Version ?? Version;
        Provider = other.Provider ?? Provider;
        CustomTimeouts = other.CustomTimeouts ?? CustomTimeouts;
        ResourceTransformations.AddRange(other.ResourceTransformations);
        Aliases.AddRange(other.Aliases);
        Urn = other.Urn ?? Urn;
        ReplaceOnChanges.AddRange(other.ReplaceOnChanges);
        PluginDownloadURL = other.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
    }
}

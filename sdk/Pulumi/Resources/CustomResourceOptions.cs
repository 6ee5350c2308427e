namespace Pulumi;

/// <summary>Options of a resource that a provider manages.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    /// <summary>Whether a replacement deletes the old object before it makes the new one. The default is the provider's choice.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Outputs that are kept encrypted, beyond those that the provider says. The default is none.</summary>
    public List<string> AdditionalSecretOutputs { get => field ??= []; set; }

    /// <summary>The id of an existing object that the resource takes over. The default is none.</summary>
    public string? ImportId { get; set; }

    /// <summary>Merges two sets of options into a new one: of single values the second wins, lists are appended.</summary>
    /// <param name="options1">The one set; null counts as empty.</param>
    /// <param name="options2">The other set; null counts as empty.</param>
    /// <returns>The merged options.</returns>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = options1?.Copy() ?? new CustomResourceOptions();
        if (options2 is not null)
        {
            merged.MergeFrom(options2);
            merged.DeleteBeforeReplace = options2.DeleteBeforeReplace ?? merged.DeleteBeforeReplace;
            merged.ImportId = options2.ImportId ?? merged.ImportId;
            merged.AdditionalSecretOutputs.AddRange(options2.AdditionalSecretOutputs);
        }

        return merged;
    }

    internal override ResourceOptions Clone() => Copy();

    private CustomResourceOptions Copy()
    {
        var copy = new CustomResourceOptions
        {
            DeleteBeforeReplace = DeleteBeforeReplace,
            AdditionalSecretOutputs = [.. AdditionalSecretOutputs],
            ImportId = ImportId,
        };
        copy.CopyFrom(this);
        return copy;
    }
}

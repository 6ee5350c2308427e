namespace Pulumi;

/// <summary>Options of a resource that a provider manages.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    private List<string>? _additionalSecretOutputs;

    /// <summary>Whether a replacement deletes the old object before it makes the new one. The default is the provider's choice.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Outputs that are kept encrypted, beyond those that the provider says. The default is none.</summary>
    public List<string> AdditionalSecretOutputs { get => _additionalSecretOutputs ??= []; set => _additionalSecretOutputs = value; }

    /// <summary>The id of an existing object that the resource takes over. The default is none.</summary>
    public string? ImportId { get; set; }

    /// <summary>Merges two sets of options into a new one: of single values the second wins, lists are appended.</summary>
    /// <param name="options1">The one set; null counts as empty.</param>
    /// <param name="options2">The other set; null counts as empty.</param>
    /// <returns>The merged options.</returns>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions();
        merged.Append(options1);
        merged.Append(options2);
        return merged;
    }

    internal override ResourceOptions Clone() => Merge(this, null);

    private void Append(CustomResourceOptions? other)
    {
        if (other is not null)
        {
            MergeFrom(other);
            DeleteBeforeReplace = other.DeleteBeforeReplace ?? DeleteBeforeReplace;
            ImportId = other.ImportId ?? ImportId;
            _additionalSecretOutputs = Concat(_additionalSecretOutputs, other._additionalSecretOutputs);
        }
    }
}

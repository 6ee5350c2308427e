namespace Pulumi;

/// <summary>Options of a resource that groups other resources.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    /// <summary>The providers of the children, at most one for each package. The default is none.</summary>
    public List<ProviderResource> Providers { get => field ??= []; set; }

    /// <summary>
    /// Merges two sets of options into a new one: of single values the second wins, lists are appended, of several providers
    /// for a package the last one stays.
    /// </summary>
    /// <param name="options1">The one set; null counts as empty.</param>
    /// <param name="options2">The other set; null counts as empty.</param>
    /// <returns>The merged options.</returns>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        merged.Append(options1);
        merged.Append(options2);
        merged.Providers = [.. merged.Providers.AsEnumerable().Reverse().DistinctBy(provider => provider.Package).Reverse()];
        return merged;
    }

    internal override ResourceOptions Clone()
    {
        var clone = new ComponentResourceOptions();
        clone.Append(this);
        return clone;
    }

    private void Append(ComponentResourceOptions? other)
    {
        if (other is not null)
        {
            MergeFrom(other);
            Providers.AddRange(other.Providers);
        }
    }
}

namespace Pulumi;

/// <summary>An identity that a resource had before: a URN, or the parts of it that have changed.</summary>
public sealed class Alias
{
    /// <summary>The whole former URN; excludes all other properties.</summary>
    public string? Urn { get; set; }

    /// <summary>The former name. The default is the present one.</summary>
    public Input<string>? Name { get; set; }

    /// <summary>The former type token. The default is the present one.</summary>
    public Input<string>? Type { get; set; }

    /// <summary>The former stack. The default is the present one.</summary>
    public Input<string>? Stack { get; set; }

    /// <summary>The former project. The default is the present one.</summary>
    public Input<string>? Project { get; set; }

    /// <summary>The former parent. The default is the present one.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The former parent's URN. The default is the present parent's.</summary>
    public Input<string>? ParentUrn { get; set; }

    /// <summary>Whether the resource had no parent. The default is false.</summary>
    public bool NoParent { get; set; }

    internal ValueTuple Check()
    {
        var parents = (Parent is null ? 0 : 1) + (ParentUrn is null ? 0 : 1) + (NoParent ? 1 : 0);
        if (Urn is not null && (parents > 0 || (Name ?? Type ?? Stack ?? Project) is not null))
        {
            throw new ArgumentException($"an {nameof(Alias)} with {nameof(Urn)} has no other property");
        }

        return parents < 2
            ? default
            : throw new ArgumentException($"an {nameof(Alias)} has at most one of {nameof(Parent)}, {nameof(ParentUrn)} and {nameof(NoParent)}");
    }
}

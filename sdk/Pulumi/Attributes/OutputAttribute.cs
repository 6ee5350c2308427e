namespace Pulumi;

/// <summary>Marks a property of a resource that the provider fills, or of a stack or component that it exports.</summary>
/// <param name="name">The property's name on the wire. The default is the member's name.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute(string? name = null) : Attribute
{
    /// <summary>The property's name on the wire; null stands for the member's name.</summary>
    public string? Name { get; } = name;
}

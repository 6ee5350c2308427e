namespace Pulumi;

/// <summary>Gives a constructor's parameter the name of its property on the wire, where the two differ.</summary>
/// <param name="name">The property's name on the wire.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OutputConstructorParameterAttribute(string name) : Attribute
{
    /// <summary>The property's name on the wire.</summary>
    public string Name { get; } = name;
}

namespace Pulumi;

/// <summary>Marks the constructor by which an <see cref="OutputTypeAttribute"/> class is made; its parameters are named like the properties on the wire.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class OutputConstructorAttribute : Attribute;

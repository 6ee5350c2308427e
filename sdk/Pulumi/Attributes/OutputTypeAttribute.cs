namespace Pulumi;

/// <summary>Marks a class that outputs may hold; its constructor is marked with <see cref="OutputConstructorAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutputTypeAttribute : Attribute;

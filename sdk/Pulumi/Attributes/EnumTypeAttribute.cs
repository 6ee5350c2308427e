namespace Pulumi;

/// <summary>Marks a struct that stands for an open set of strings or numbers; it converts explicitly to and is constructed from one.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EnumTypeAttribute : Attribute;

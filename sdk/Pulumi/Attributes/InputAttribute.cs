namespace Pulumi;

/// <summary>Marks a member of a <see cref="ResourceArgs"/> that is sent to the provider.</summary>
/// <param name="name">The property's name on the wire.</param>
/// <param name="required">Whether a null member fails the registration. The default is false.</param>
/// <param name="json">Whether the value is sent as a string of JSON, as providers take their own settings. The default is false.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class InputAttribute(string name, bool required = false, bool json = false) : Attribute
{
    internal string Name { get; } = name;

    internal bool IsRequired { get; } = required;

    internal bool Json { get; } = json;
}

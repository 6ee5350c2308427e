namespace Pulumi;

/// <summary>A failure that concerns one resource.</summary>
/// <param name="message">What the user is told.</param>
/// <param name="resource">The resource, if there is one yet.</param>
/// <param name="hideStack">Whether the user is told the message only. The default is false.</param>
public class ResourceException(string message, Resource? resource, bool hideStack = false) : Exception(message)
{
    internal Resource? Resource { get; } = resource;

    internal bool HideStack { get; } = hideStack;
}

namespace Pulumi;

/// <summary>The arguments of a resource, or of a part of it. A class, never a record.</summary>
public abstract class ResourceArgs : InputArgs
{
    /// <summary>No arguments.</summary>
    public static readonly ResourceArgs Empty = new NoArgs();

    private sealed class NoArgs : ResourceArgs;
}

namespace Pulumi;

/// <summary>What a <see cref="ResourceTransformation"/> is given.</summary>
/// <param name="resource">The resource; its constructor has not ended.</param>
/// <param name="args">The arguments.</param>
/// <param name="options">The options.</param>
public readonly struct ResourceTransformationArgs(Resource resource, ResourceArgs args, ResourceOptions options)
{
    /// <summary>The resource; its constructor has not ended.</summary>
    public Resource Resource { get; } = resource;

    /// <summary>The arguments.</summary>
    public ResourceArgs Args { get; } = args;

    /// <summary>The options.</summary>
    public ResourceOptions Options { get; } = options;
}

namespace Pulumi;

/// <summary>What a <see cref="ResourceTransformation"/> returns.</summary>
/// <param name="args">The new arguments.</param>
/// <param name="options">The new options; their parent must be the old one.</param>
public readonly struct ResourceTransformationResult(ResourceArgs args, ResourceOptions options)
{
    /// <summary>The new arguments.</summary>
    public ResourceArgs Args { get; } = args;

    /// <summary>The new options.</summary>
    public ResourceOptions Options { get; } = options;
}

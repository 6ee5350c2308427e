namespace Pulumi;

/// <summary>Changes the arguments and options of a resource before it is registered.</summary>
/// <param name="args">The resource, its arguments and its options.</param>
/// <returns>What replaces them; null leaves them as they are.</returns>
public delegate ResourceTransformationResult? ResourceTransformation(ResourceTransformationArgs args);

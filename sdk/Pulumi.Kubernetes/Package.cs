namespace Pulumi.Kubernetes;

/// <summary>What the resources of this package have in common.</summary>
internal static class Package
{
    /// <summary>The version that is imitated; it selects the provider's plugin.</summary>
    public const string Version = "4.32.0";

    public static CustomResourceOptions WithVersion(CustomResourceOptions? options, params IEnumerable<string> secretOutputs) =>
        CustomResourceOptions.Merge(new() { Version = Version, AdditionalSecretOutputs = [.. secretOutputs] }, options);
}

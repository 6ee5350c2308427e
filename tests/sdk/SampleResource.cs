using Pulumi;

namespace Tests.Sdk;

/// <summary>A custom resource with outputs of two types.</summary>
internal sealed class SampleResource(string name, ResourceArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("sample:index:Sample", name, args, options)
{
    [Output("value")]
    public Output<string> Value { get; private set; } = null!;

    [Output("count")]
    public Output<int> Count { get; private set; } = null!;
}

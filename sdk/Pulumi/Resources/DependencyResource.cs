namespace Pulumi;

/// <summary>A resource that appears as a value: only its URN is known.</summary>
internal sealed class DependencyResource : CustomResource
{
    public DependencyResource(string urn) => Urn = new(new OutputData<string>(ResourceSet.Of(this), urn, IsKnown: true, IsSecret: false));
}

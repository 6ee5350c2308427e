using Policies.Pack.Wire;

namespace Policies.Pack;

/// <summary>What is wrong with one resource, whatever else there is: its schema, and the rules that need no other object.</summary>
internal static class ResourceAnalysis
{
    /// <summary>Answers <c>Analyze</c>.</summary>
    public static AnalyzeResponse Of(AnalyzeRequest request, PolicyLevels levels)
    {
        var resource = KubernetesResource.Of(request.Type, request.Urn, request.Properties, request.Provider);
        return resource is null
            ? PackResponse.NotApplicable(PackPolicies.OfResources, "not a whole Kubernetes object")
            : PackResponse.Of(SchemaFindings.Of(resource.Manifest), levels, _ => resource.Urn);
    }
}

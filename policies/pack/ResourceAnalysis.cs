using Policies.Model;
using Policies.Pack.Wire;
using Policies.Rules;

namespace Policies.Pack;

/// <summary>What is wrong with one resource, whatever else there is: its schema, and the rules that need no other object.</summary>
internal static class ResourceAnalysis
{
    /// <summary>Answers <c>Analyze</c>.</summary>
    public static AnalyzeResponse Of(AnalyzeRequest request, PolicyLevels levels, DateOnly today)
    {
        var resource = KubernetesResource.Of(request.Type, request.Urn, request.Properties, request.Provider);
        return resource is null
            ? PackResponse.NotApplicable(PackPolicies.OfResources, "not a whole Kubernetes object")
            : PackResponse.Of([.. SchemaFindings.Of(resource.Manifest), .. RuleFindings(resource, today)], levels, resource.Urn);
    }

    private static IReadOnlyList<Finding> RuleFindings(KubernetesResource resource, DateOnly today)
    {
        var fleet = new Fleet { Clusters = [ManifestInventory.Read([resource.Manifest])] };
        return Rulebook.Check(new RuleInput { Fleet = fleet, Today = today }, PackPolicies.ResourceRules);
    }
}

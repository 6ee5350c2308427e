using Policies.Model;
using Policies.Pack.Wire;
using Policies.Rules;

namespace Policies.Pack;

/// <summary>
/// What is wrong with all resources of a stack together. The objects of one provider are one cluster, of which other stacks and people may own a
/// part: what is not there is not taken for missing, so the clusters have no region.
/// </summary>
internal static class StackAnalysis
{
    /// <summary>Answers <c>AnalyzeStack</c>.</summary>
    public static AnalyzeResponse Of(AnalyzeStackRequest request, PolicyLevels levels, DateOnly today)
    {
        var objects = request.Resources
            .Select(resource => KubernetesResource.Of(resource.Type, resource.Urn, resource.Properties, resource.Provider))
            .OfType<KubernetesResource>()
            .ToList();
        var meshes = MeshRelease.Of(request.Resources);
        var fleet = new Fleet
        {
            Clusters =
            [
                .. objects.GroupBy(resource => resource.Cluster, StringComparer.Ordinal).OrderBy(cluster => cluster.Key, StringComparer.Ordinal)
                    .Select(cluster => ManifestInventory.Read(
                        cluster.Select(resource => resource.Manifest),
                        meshes.GetValueOrDefault(cluster.Key))),
            ],
        };
        var findings = Rulebook.Check(new RuleInput { Fleet = fleet, Today = today }, PackPolicies.StackRules);
        return PackResponse.Of(findings, levels);
    }
}

using Infra;
using Infra.Planning;
using Manifests;
using Manifests.Core.V1;
using Policies;
using Policies.Model;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Policies.Model;

/// <summary>Equal objects of several regions are one tree, and nothing else about them changes.</summary>
public sealed class SharedObjectsTests
{
    private static readonly EnvironmentPlan Plan = EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "prod", new DateOnly(2026, 11, 21)).Intent!);

    [Fact]
    public void Regions_OfOneEnvironment_HaveTheObjectsThatTheyHadByThemselves()
    {
        var fleet = PlanFleet.Of(Plan);

        foreach (var (cluster, region) in fleet.Clusters.Zip(Plan.Regions))
        {
            cluster.Manifests.ShouldBe(region.Manifests.Select(made => made.ToNode()));
            var alone = ManifestInventory.Read(region.Manifests, PlanFleet.Known(region));
            SchemaFindings.Of(cluster).ShouldBe(SchemaFindings.Of(alone));
            cluster.NetworkPolicies.Select(policy => policy.Reference).ShouldBe(alone.NetworkPolicies.Select(policy => policy.Reference));
        }

        var (first, second) = (fleet.Clusters[0].Manifests.ToHashSet(ReferenceEqualityComparer.Instance), fleet.Clusters[1].Manifests);
        second.Count(first.Contains).ShouldBeGreaterThan(second.Count / 4);
    }

    [Fact]
    public void Objects_OfOneNameThatDiffer_AreNotShared()
    {
        var shared = new SharedObjects([Settings("a", "1")]);
        var read = ManifestInventory.Read([Settings("a", "1"), Settings("b", "1"), Settings("a", "2")], new KnownCluster(), shared);

        read.Manifests.Select(made => ((MapNode)made["data"]!)["key"]!.ToString()).ShouldBe(["1", "1", "2"]);
        ReferenceEquals(read.Manifests[0], shared.TreeOf(Settings("a", "1"))).ShouldBeTrue();
        ReferenceEquals(read.Manifests[2], shared.TreeOf(Settings("a", "1"))).ShouldBeFalse();
    }

    [Fact]
    public void Object_TwiceInOneCluster_HasTwoTrees()
    {
        var shared = new SharedObjects([Settings("a", "1")]);
        var read = ManifestInventory.Read([Settings("a", "1"), Settings("a", "1")], new KnownCluster(), shared);

        read.Manifests.Count.ShouldBe(2);
        ReferenceEquals(read.Manifests[0], read.Manifests[1]).ShouldBeFalse();
    }

    private static ConfigMap Settings(string name, string value) => new()
    {
        Metadata = new() { Name = name, Namespace = "shop" },
        Data = new() { ["key"] = value },
    };
}

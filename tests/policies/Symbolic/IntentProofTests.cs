using System.Diagnostics;
using Infra;
using Infra.Planning;
using Manifests;
using Manifests.Istio.Security.V1;
using Manifests.Networking.V1;
using Policies.Model;
using Policies.Symbolic.Intent;
using Shouldly;
using Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace Tests.Policies.Symbolic;

/// <summary>The proof that the objects of the shipped stacks mean their intent, and that it notices every object that goes missing.</summary>
public sealed class IntentProofTests(ITestOutputHelper output)
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    [InlineData("homelab")]
    public void Proof_ShippedStack_FindsNothing(string stack)
    {
        var plan = EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, stack, Today).Intent!);
        var fleet = AccessTopology.Of(plan);
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            IntentProof.Of(fleet);
            output.WriteLine($"{watch.Elapsed.TotalMilliseconds} ms");
        }

        string.Join('\n', IntentProof.Of(fleet).Select(gap => gap.ToString())).ShouldBe("");
    }

    [Fact]
    public void Proof_AnyPolicyOfProdMissing_ShowsACallThatTellsSo()
    {
        var plan = EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "prod", Today).Intent!);
        foreach (var region in plan.Regions)
        {
            var known = AccessTopology.Of(region.Intent);
            foreach (var missing in region.Manifests.Where(manifest => manifest is AuthorizationPolicy or PeerAuthentication or NetworkPolicy))
            {
                var cluster = ManifestInventory.Read(region.Manifests.Where(manifest => manifest != missing).Select(manifest => manifest.ToNode()), known);
                var gaps = IntentProof.Of(new Fleet { Clusters = [cluster] });
                output.WriteLine($"{region.Name} {missing.Kind} {missing.Metadata.Namespace}/{missing.Metadata.Name}: {gaps.Count} {gaps.FirstOrDefault()?.Destination} | {gaps.FirstOrDefault()?.Kind} {gaps.FirstOrDefault()?.Witness} | {gaps.FirstOrDefault()?.Reason}");
                gaps.ShouldNotBeEmpty($"{region.Name} {missing.Kind} {missing.Metadata.Namespace}/{missing.Metadata.Name}");
            }
        }
    }
}

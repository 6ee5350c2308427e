using Components.Platform;
using Infra;
using Infra.Planning;
using Manifests;
using Manifests.Networking.V1;
using Policies.Model;
using Policies.Symbolic.Intent;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Platform;

/// <summary>The proof of the namespaces in which systems beside the mesh run: each of their network policies counts.</summary>
public sealed class PlatformNetworkTests
{
    /// <summary>A region of each kind, of which between them every system is in one.</summary>
    private static readonly IReadOnlyList<RegionPlan> Plans =
    [
        .. from stack in new[] { "atlas", "flexstack", "homelab", "linkerd-lab" }
           select EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, stack, new DateOnly(2026, 11, 22)).Intent.ShouldNotBeNull()).Regions[0],
    ];

    /// <summary>Every network policy in a namespace of the platform, by the number of the region's plan.</summary>
    public static TheoryData<int, string, string> Policies
    {
        get
        {
            var rows = new TheoryData<int, string, string>();
            foreach (var (plan, @namespace, policy) in PoliciesOfThePlatform())
            {
                rows.Add(plan, @namespace, policy);
            }

            return rows;
        }
    }

    [Fact]
    public void Policies_OfSealedSecrets_AreTheGolden()
    {
        var homelab = Plans.Single(plan => plan.Platform.SealedSecretsVersion is not null);
        ManifestGolden.Matches(SealedSecretsManifests.For(homelab.Intent, homelab.Platform), "components/Platform/goldens/sealed-secrets.yaml");
        SealedSecretsManifests.For(homelab.Intent, new PlatformOptions()).ShouldBeEmpty();
    }

    [Fact]
    public void Policies_AreOfEverySystem() => PoliciesOfThePlatform().Select(policy => policy.Namespace).Distinct().Order(StringComparer.Ordinal).ShouldBe(
    [
        "autocert", "cert-manager", "cert-manager-csi-driver", "gatekeeper-system", "istio-cni", "istio-ingress", "istio-system", "linkerd", "linkerd-cni",
        "sealed-secrets", "spire-server", "spire-system", "step-ca",
    ]);

    [Fact]
    public void Namespaces_OfThePlatform_AreAllClosed()
    {
        foreach (var plan in Plans)
        {
            var closed = AccessIntent.Of(plan.Intent, plan.Platform).Namespaces.Select(own => own.Name).ToList();
            foreach (var own in PlatformNamespaceManifests.For(plan.Intent, plan.Platform))
            {
                closed.ShouldContain(own.Metadata.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Proof_WithoutOneOfThem_FindsACallOfItsNamespace(int plan, string @namespace, string policy)
    {
        var (region, less) = (Plans[plan], Plans[plan].Manifests.Where(manifest => !Is(manifest, @namespace, policy)));
        var fleet = new Fleet { Clusters = [ManifestInventory.Read([.. less], PlanFleet.Known(region))] };

        var messages = IntentFindings.Of(fleet).Select(finding => finding.Message).ToList();
        messages.ShouldNotBeEmpty();
        messages.ShouldAllBe(message => message.Contains($"{region.Name}/{@namespace}/", StringComparison.Ordinal));
    }

    private static bool Is(KubernetesObject manifest, string @namespace, string policy) =>
        manifest is NetworkPolicy && (manifest.Metadata.Namespace, manifest.Metadata.Name) == (@namespace, policy);

    private static IEnumerable<(int Plan, string Namespace, string Policy)> PoliciesOfThePlatform() =>
        Plans.SelectMany((plan, number) =>
        {
            var namespaces = PlatformNamespaceManifests.For(plan.Intent, plan.Platform).Select(own => own.Metadata.Name).ToHashSet(StringComparer.Ordinal);
            return plan.Manifests.OfType<NetworkPolicy>()
                .Where(policy => namespaces.Contains(policy.Metadata.Namespace!))
                .Select(policy => (Plan: number, Namespace: policy.Metadata.Namespace!, Policy: policy.Metadata.Name!));
        }).DistinctBy(policy => (policy.Namespace, policy.Policy));
}

using Components.Intent;
using Components.Mesh;
using Components.Network;
using Components.Platform;
using Infra;
using Infra.Planning;
using Manifests;
using Manifests.Validation;
using Shouldly;
using Tests.Components.Platform;
using Tests.Support;
using Xunit;

namespace Tests.Components.Mesh;

/// <summary>The objects and releases of the stack <c>ambient</c>.</summary>
public sealed class AmbientManifestsTests
{
    private static readonly EnvironmentPlan Plan =
        EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "ambient", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull());

    private static RegionIntent Region => Plan.Regions.Single().Intent;

    [Fact]
    public void MeshObjects_AreTheGolden() => ManifestGolden.Matches(
        new KubernetesObject[][]
        {
            [.. NamespaceManifests.For(Region)],
            [.. PeerAuthenticationManifests.For(Region)],
            [.. AuthorizationPolicyManifests.For(Region)],
            [.. WaypointManifests.For(Region)],
        }.SelectMany(objects => objects),
        "components/Mesh/ambient.golden.yaml");

    [Fact]
    public void NetworkPolicies_AreTheGolden() =>
        ManifestGolden.Matches(NetworkPolicyManifests.For(Region), "components/Network/network-policies.ambient.golden.yaml");

    [Fact]
    public void Releases_AreTheGolden() => Golden.Matches(
        PlatformReleasesTests.Text(IstioReleases.For(Region, new PlatformOptions(), CaCertificates.For(Region, ["-- root --\n"]))),
        "components/Platform/goldens/releases.ambient.yaml");

    [Fact]
    public void Objects_FitTheirSchemas() => Plan.Regions.Single().Manifests.SelectMany(SchemaValidator.Validate).ShouldBeEmpty();

    [Fact]
    public void Sidecars_InAnAmbientRegion_AreNone() => SidecarManifests.For(Region).ShouldBeEmpty();
}

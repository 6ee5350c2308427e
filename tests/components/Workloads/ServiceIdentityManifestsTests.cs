using Components.Workloads;
using Tests.Support;
using Xunit;

namespace Tests.Components.Workloads;

public sealed class ServiceIdentityManifestsTests
{
    [Fact]
    public void Identities_OfExample_HaveAccountsServicesAndServicesOfRemoteDestinations() =>
        ManifestGolden.Matches(ServiceIdentityManifests.For(ExampleFleet.Describe().For("us")), "components/Workloads/service-identities.us.golden.yaml");
}

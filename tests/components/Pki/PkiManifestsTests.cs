using Components.Pki;
using Manifests;
using Manifests.Validation;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Pki;

public sealed class PkiManifestsTests
{
    [Fact]
    public void Objects_FollowTheirSchemas()
    {
        foreach (var manifest in new KubernetesObject[] { PkiManifests.Bundle(), PkiManifests.Issuer() })
        {
            SchemaValidator.Validate(manifest).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Objects_AreTheseInEveryRegion() =>
        ManifestGolden.Matches([PkiManifests.Bundle(), PkiManifests.Issuer()], "components/Pki/pki.golden.yaml");
}

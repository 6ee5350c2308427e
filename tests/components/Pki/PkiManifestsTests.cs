using Components.Pki;
using Manifests;
using Manifests.Validation;
using Shouldly;
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
    public void Bundle_ReadsACopyOfTheRootsAndWritesItWhereTheLabelAsksForIt()
    {
        var spec = PkiManifests.Bundle().Spec;

        spec.Sources.ShouldHaveSingleItem().ConfigMap!.Name.ShouldBe("mtls-roots");
        spec.Target!.ConfigMap!.Key.ShouldBe("ca-bundle.pem");
        spec.Target.NamespaceSelector!.MatchLabels!["mtls/trust-bundle"].ShouldBe("enabled");
    }
}

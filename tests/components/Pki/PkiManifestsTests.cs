using Components;
using Components.Intent;
using Components.Mesh;
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
        foreach (var manifest in (KubernetesObject[])[.. PkiManifests.Bundles(WithKeystores), PkiManifests.Issuer()])
        {
            SchemaValidator.Validate(manifest).ShouldBeEmpty();
        }
    }

    /// <summary>Two namespaces want the newer form, one the older, one none.</summary>
    private static RegionIntent WithKeystores { get; } = Intent();

    [Fact]
    public void Keystores_AreOnePerForm()
    {
        ManifestGolden.Matches(PkiManifests.Bundles(WithKeystores), "components/Pki/keystores.golden.yaml");
        NamespaceManifests.For(WithKeystores).Select(own => own.Metadata.Labels!.GetValueOrDefault(ObjectLabels.TrustKeystore))
            .ShouldBe(["jks", "pkcs12", "pkcs12", null]);
    }

    [Fact]
    public void Objects_AreTheseInEveryRegion() =>
        ManifestGolden.Matches([PkiManifests.Bundle(), PkiManifests.Issuer()], "components/Pki/pki.golden.yaml");

    private static RegionIntent Intent()
    {
        var intent = new Intents().Region("us").Namespace("shop").For("us");
        (string Name, KeystoreFormat? Form)[] namespaces =
            [("a", KeystoreFormat.Jks), ("b", KeystoreFormat.Pkcs12), ("c", KeystoreFormat.Pkcs12), ("d", null)];
        return intent with { Namespaces = [.. namespaces.Select(own => intent.Namespaces[0] with { Name = own.Name, Keystore = own.Form })] };
    }
}

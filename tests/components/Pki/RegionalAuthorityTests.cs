using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Components.Intent;
using Components.Pki;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Shouldly;
using Tests.Sdk;
using Tests.Trust;
using Trust;
using Trust.Bundles;
using Trust.Hierarchy;
using Trust.Issuing;
using Trust.Verification;
using Trust.X509;
using Xunit;

namespace Tests.Components.Pki;

public sealed class RegionalAuthorityTests
{
    private static readonly RootPlan Old = new() { Name = "root-2026", State = RootState.Active, Validity = TestHierarchy.RootLife };
    private static readonly RootPlan New = Old with { Name = "root-2030", State = RootState.Published };
    private static readonly RootPlan Gone = Old with { Name = "root-2020", State = RootState.Gone };

    private readonly RecordingMocks _mocks = new() { State = State };
    private readonly ConcurrentDictionary<string, ResourceOptions> _options = [];

    [Fact]
    public async Task RegionalAuthority_Registers_ExactlyTheseResources()
    {
        await Deploy();

        _mocks.Resources.Select(resource => $"{resource.Name} {resource.Type}").Order(StringComparer.Ordinal).ShouldBe(
        [
            "eu-pki mtls:pki:RegionalAuthority",
            "eu-pki-cacerts kubernetes:core/v1:Secret",
            "eu-pki-issuer kubernetes:cert-manager.io/v1:ClusterIssuer",
            "eu-pki-mesh-key-g1 tls:index/privateKey:PrivateKey",
            "eu-pki-mtls-trust-keystore-pkcs12 kubernetes:trust.cert-manager.io/v1alpha1:Bundle",
            "eu-pki-roots kubernetes:core/v1:ConfigMap",
            "eu-pki-trust-bundle kubernetes:trust.cert-manager.io/v1alpha1:Bundle",
            "eu-pki-validatingadmissionpolicy-workload-ca-own-names kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
            "eu-pki-validatingadmissionpolicy-workload-ca-requester kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
            "eu-pki-validatingadmissionpolicybinding-workload-ca-own-names kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
            "eu-pki-validatingadmissionpolicybinding-workload-ca-requester kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
            "eu-pki-workload-ca kubernetes:core/v1:Secret",
            "eu-pki-workload-key-g1 tls:index/privateKey:PrivateKey",
            "root-2020 mtls:pki:RootAuthority",
            "root-2020-key tls:index/privateKey:PrivateKey",
            "root-2026 mtls:pki:RootAuthority",
            "root-2026-key tls:index/privateKey:PrivateKey",
            "root-2030 mtls:pki:RootAuthority",
            "root-2030-key tls:index/privateKey:PrivateKey",
            "us-pki mtls:pki:RegionalAuthority",
            "us-pki-cacerts kubernetes:core/v1:Secret",
            "us-pki-issuer kubernetes:cert-manager.io/v1:ClusterIssuer",
            "us-pki-mesh-key-g1 tls:index/privateKey:PrivateKey",
            "us-pki-mtls-trust-keystore-pkcs12 kubernetes:trust.cert-manager.io/v1alpha1:Bundle",
            "us-pki-roots kubernetes:core/v1:ConfigMap",
            "us-pki-trust-bundle kubernetes:trust.cert-manager.io/v1alpha1:Bundle",
            "us-pki-validatingadmissionpolicy-workload-ca-own-names kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
            "us-pki-validatingadmissionpolicy-workload-ca-requester kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
            "us-pki-validatingadmissionpolicybinding-workload-ca-own-names kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
            "us-pki-validatingadmissionpolicybinding-workload-ca-requester kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
            "us-pki-workload-ca kubernetes:core/v1:Secret",
            "us-pki-workload-key-g1 tls:index/privateKey:PrivateKey",
        ]);
    }

    [Fact]
    public async Task Cacerts_IssuesWorkloadsThatTheOtherRegionAccepts_AndCannotForgeThoseOfTheOther()
    {
        await Deploy();
        var us = Data("us-pki-cacerts");
        us.Keys.Order().ShouldBe(["ca-cert.pem", "ca-key.pem", "cert-chain.pem", "root-cert.pem"]);
        var authority = CertificateAuthority.FromPem(us["ca-cert.pem"], us["ca-key.pem"]);
        var bundle = Bundle.Parse(Data("eu-pki-cacerts")["root-cert.pem"]);

        var genuine = TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), authority);
        var forged = TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Eu), authority);

        Verify(genuine, us["cert-chain.pem"], bundle).IsAccepted.ShouldBeTrue();
        Verify(forged, us["cert-chain.pem"], bundle).IsAccepted.ShouldBeFalse();
        OpenSsl.Verify(bundle.Roots[0], CertificatePem.ReadAll(us["cert-chain.pem"]), genuine, TestHierarchy.Noon).ExitCode.ShouldBe(0);
        OpenSsl.Verify(bundle.Roots[0], CertificatePem.ReadAll(us["cert-chain.pem"]), forged, TestHierarchy.Noon).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task WorkloadCa_HasAKeyOfItsOwn_AndItsLeavesVerify()
    {
        await Deploy();
        var secret = Data("us-pki-workload-ca");
        secret["tls.key"].ShouldNotBe(Data("us-pki-cacerts")["ca-key.pem"]);
        var chain = CertificatePem.ReadAll(secret["tls.crt"]);
        chain.Count.ShouldBe(2);

        var profile = CertificateProfiles.Server([DnsName.Parse("nats.broker.svc.cluster.local")], null, TestHierarchy.LeafLife);
        var leaf = TestHierarchy.Leaf(profile, new CertificateAuthority(chain[0], SigningKey.FromPem(secret["tls.key"])));

        ChainVerifier.Verify(leaf, [chain[0]], Bundle.Parse(Data("us-pki-roots", "data")["ca-bundle.pem"]), TestHierarchy.Noon, ExtendedKeyUsage.ServerAuth)
            .IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Bundle_HoldsEveryTrustedRootInTheOrderOfThePlan_TheSameBytesEverywhere()
    {
        await Deploy();

        var pem = Data("us-pki-cacerts")["root-cert.pem"];
        Bundle.Parse(pem).Roots.Select(root => root.Subject).ShouldBe(["CN=root-2026, O=prod", "CN=root-2030, O=prod"]);
        Data("eu-pki-cacerts")["root-cert.pem"].ShouldBe(pem);
        Data("us-pki-roots", "data")["ca-bundle.pem"].ShouldBe(pem);
        Data("eu-pki-roots", "data")["ca-bundle.pem"].ShouldBe(pem);
    }

    [Fact]
    public async Task Deploying_Twice_GivesTheSameBytes()
    {
        await Deploy();
        var again = new RegionalAuthorityTests();
        await again.Deploy();

        again.Data("us-pki-cacerts").ShouldBe(Data("us-pki-cacerts"));
        again.Data("eu-pki-workload-ca").ShouldBe(Data("eu-pki-workload-ca"));
    }

    [Fact]
    public async Task Keys_AndTheSecretsThatHoldThem_AreProtectedAndRetained()
    {
        await Deploy();

        string[] keysAndSecrets = [.. _options.Keys.Where(name => name.Contains("-key-") || name.EndsWith("-key") || name.EndsWith("-cacerts") || name.EndsWith("-workload-ca"))];
        keysAndSecrets.Length.ShouldBe(11);
        foreach (var name in keysAndSecrets)
        {
            (_options[name].Protect, _options[name].RetainOnDelete).ShouldBe((true, true), name);
        }
    }

    [Fact]
    public async Task Trust_IsPublishedBeforeAnythingIsIssuedUnderIt()
    {
        await Deploy();

        (await DependenciesOf("us-pki-trust-bundle")).ShouldBe(["us-pki-roots"]);
        (await DependenciesOf("us-pki-cacerts")).ShouldBe(["us-pki-trust-bundle"]);
        (await DependenciesOf("us-pki-workload-ca")).ShouldBe(["us-pki-trust-bundle"]);
        string[] issuer =
        [
            "us-pki-workload-ca",
            "us-pki-validatingadmissionpolicy-workload-ca-own-names",
            "us-pki-validatingadmissionpolicybinding-workload-ca-own-names",
            "us-pki-validatingadmissionpolicy-workload-ca-requester",
            "us-pki-validatingadmissionpolicybinding-workload-ca-requester",
        ];
        (await DependenciesOf("us-pki-issuer")).ShouldBe(issuer);
    }

    [Fact]
    public async Task Outputs_CertificatesArePublicAndKeysAreSecret()
    {
        RootAuthority root = null!;
        RegionalAuthority us = null!;
        await Deploy((roots, regions) => (root, us) = (roots[0], regions[0]));

        foreach (var output in new[] { root.Certificate, root.Fingerprint, us.Bundle, us.MeshCertificate, us.WorkloadCertificate, us.TrustDomain })
        {
            (await Output.IsSecretAsync(output)).ShouldBeFalse();
            (await OutputUtilities.GetValueAsync(output)).ShouldNotContain("PRIVATE");
        }

        (await Output.IsSecretAsync(root.PrivateKeyPem)).ShouldBeTrue();
        (await OutputUtilities.GetValueAsync(us.TrustDomain)).ShouldBe("us.mesh.example");
        (await OutputUtilities.GetValueAsync(us.MeshFingerprint))
            .ShouldBe(Fingerprint.Of(CertificatePem.ReadSingle(Data("us-pki-cacerts")["ca-cert.pem"])).ColonHex);
    }

    private static ChainVerdict Verify(X509Certificate2 leaf, string chain, Bundle bundle) =>
        ChainVerifier.Verify(leaf, CertificatePem.ReadAll(chain), bundle, TestHierarchy.Noon, ExtendedKeyUsage.ClientAuth);

    private static object? State(MockResourceArgs resource)
    {
        if (resource.Type != "tls:index/privateKey:PrivateKey")
        {
            return null;
        }

        var algorithm = resource.Inputs["ecdsaCurve"] is "P384" ? KeyAlgorithm.EcdsaP384 : KeyAlgorithm.EcdsaP256;
        return resource.Inputs.Add("privateKeyPem", TestKeys.Pem(resource.Name!, algorithm));
    }

    private RegionalAuthority Region(string region, TrustDomain trustDomain, IReadOnlyList<RootAuthority> roots)
    {
        IntermediatePlan Plan(IntermediateUse use) => new()
        {
            Region = region,
            Scope = new RegionScope(trustDomain, TestHierarchy.ClusterDomain),
            Use = use,
            Generation = 1,
            Root = Old.Name,
            Validity = TestHierarchy.IntermediateLife,
            LongestLeaf = TimeSpan.FromHours(24),
            RenewBefore = TimeSpan.FromDays(30),
        };
        return new RegionalAuthority(
            $"{region}-pki",
            new RegionalAuthorityArgs
            {
                Mesh = Plan(IntermediateUse.Mesh),
                Workloads = Plan(IntermediateUse.Workloads),
                Roots = roots,
                TrustedRoots = [roots[0], roots[2]],
                Bundles = [PkiManifests.Bundle(), PkiManifests.Keystore(KeystoreFormat.Pkcs12)],
            },
            Recorded());
    }

    private async Task Deploy(Action<IReadOnlyList<RootAuthority>, IReadOnlyList<RegionalAuthority>>? look = null) =>
        await Deployment.TestAsync(_mocks, new TestOptions { IsPreview = false }, () =>
        {
            RootAuthority[] roots =
            [
                .. new[] { Old, Gone, New }.Select(plan => new RootAuthority(
                    plan.Name, new RootAuthorityArgs { Environment = "prod", Plan = plan }, Recorded())),
            ];
            RegionalAuthority[] regions = [Region("us", TestHierarchy.Us, roots), Region("eu", TestHierarchy.Eu, roots)];
            look?.Invoke(roots, regions);
        });

    /// <summary>Mocks do not see options; a transformation does, and children inherit it.</summary>
    private ComponentResourceOptions Recorded() => new()
    {
        ResourceTransformations =
        {
            args =>
            {
                _options[args.Resource.GetResourceName()] = args.Options;
                return null;
            },
        },
    };

    private ImmutableDictionary<string, string> Data(string resource, string field = "stringData") =>
        ((ImmutableDictionary<string, object>)_mocks[resource].Inputs[field]).ToImmutableDictionary(entry => entry.Key, entry => (string)entry.Value);

    private async Task<IEnumerable<string>> DependenciesOf(string resource)
    {
        Input<ImmutableArray<Resource>> dependencies = _options[resource].DependsOn;
        return (await OutputUtilities.GetValueAsync(dependencies.ToOutput())).Select(dependency => dependency.GetResourceName());
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Infra.Rotation;
using Manifests;
using Manifests.Istio.Networking.V1;
using Manifests.Istio.Security.V1;
using Policies;
using Shouldly;
using Tests.Infra.Planning;
using Trust;
using Trust.Hierarchy;
using Trust.Issuing;
using Trust.Proof;
using Trust.Rotation;
using Trust.X509;
using Xunit;

namespace Tests.Infra.Rotation;

/// <summary>What a rotation's settings deploy is what its model says.</summary>
public sealed class RotatedStackTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly TrustDomain Old = TrustDomain.Parse("us.mesh.acme.example");
    private static readonly TrustDomain New = TrustDomain.Parse("us.trust.acme.example");

    [Fact]
    public async Task Proof_MintsTheCertificatesThatADeploymentHas_OnWhateverDay()
    {
        var plan = EnvironmentPlan.From(Read(StackText.Prod, "prod"));
        var run = await HermeticRun.OfAsync(plan);
        var mint = new ProofMint("prod", new HermeticProofKeys());
        var state = RotationStates.Of(plan);

        foreach (var day in new[] { "2026-11-21", "2027-05-05" })
        {
            var at = DateTimeOffset.Parse($"{day}T00:00:00Z", CultureInfo.InvariantCulture);
            foreach (var region in state.Regions)
            {
                var signer = state.Signer(region, IntermediateUse.Mesh);
                var leaf = new LeafPlan { Signer = signer, Root = state.Root(signer.Root)!, TrustDomain = signer.Scope.TrustDomain };
                var minted = mint.Leaf(leaf, new Validity(at, at.AddDays(1)), asServer: false).Chain[0];
                CertificatePem.Write(minted).ShouldBe(((ImmutableDictionary<string, string>)run.Outputs["meshCertificates"].Value!)[region]);
            }
        }
    }

    [Fact]
    public async Task CrossSignedRoot_ChainInCacerts_EndsInTheOldRootAlone()
    {
        var text = StackText.ProdWith("lifetime: 3650d, key: P384 }", "lifetime: 3650d, key: P384, pathLength: 2 }");
        var draft = RotationDraft.Of(Read(text, "prod"), "prod.yaml", text, new RotationGoal.NewRoot { CrossSign = true, Name = "root-b" }, Today, isConverged: false);
        var signing = draft.Steps.Last(step => step.Step.Move is RotationMove.NewGeneration);

        var (chain, roots) = await CacertsAsync(signing.Text, "us");

        chain.Select(certificate => certificate.Subject).ShouldBe(["CN=us mesh CA g2, O=us.mesh.acme.example", "CN=root-b, O=prod"]);
        chain[1].Issuer.ShouldBe("CN=root-2026, O=prod");
        roots.Select(certificate => certificate.Subject).ShouldBe(["CN=root-2026, O=prod", "CN=root-b, O=prod"]);
        // OpenSSL, as the second opinion: with the old root alone, with the new one alone, and without the cross certificate.
        VerifyWithOpenSsl(roots[0], chain).ShouldBe(0);
        VerifyWithOpenSsl(roots[1], chain).ShouldBe(0);
        VerifyWithOpenSsl(roots[1], chain.Take(1)).ShouldBe(0);
        VerifyWithOpenSsl(roots[0], chain.Take(1)).ShouldNotBe(0);
        (await CacertsAsync(draft.Steps[^1].Text, "us")).Chain.Count.ShouldBe(1);
    }

    [Fact]
    public void RenamedRegion_WhileBothNamesAreAbout_IsAcceptedUnderEither()
    {
        var draft = RotationDraft.Of(Read(StackText.Prod, "prod"), "prod.yaml", StackText.Prod, new RotationGoal.RenameDomain("us", New), Today, isConverged: false);
        foreach (var step in draft.Steps.SkipLast(1))
        {
            var eu = EnvironmentPlan.From(Read(step.Text, "prod")).Regions.Single(region => region.Name == "eu");
            var principals = eu.Manifests.OfType<AuthorizationPolicy>()
                .SelectMany(policy => policy.Spec?.Rules ?? []).SelectMany(rule => rule.From ?? []).SelectMany(from => from.Source?.Principals ?? []).ToList();
            var (byOld, byNew) = (Under(principals, Old), Under(principals, New));
            byOld.ShouldNotBeEmpty();
            byNew.ShouldBe(byOld);
        }

        var reached = EnvironmentPlan.From(Read(draft.Steps[^1].Text, "prod"));
        reached.Regions.SelectMany(region => region.Manifests).Select(manifest => manifest.ToNode().ToString()).ShouldNotContain(Old.Name);
        reached.Findings.Where(finding => finding.Level == FindingLevel.Error).ShouldBeEmpty();
    }

    [Fact]
    public void RenamedRegion_ServersThatOthersCall_AreExpectedUnderEitherName()
    {
        var text = StackText.ProdWith("trustDomain: eu.mesh.acme.example", "trustDomain: eu.mesh.acme.example\n      nextTrustDomain: eu.trust.acme.example");
        var plan = EnvironmentPlan.From(Read(text, "prod"));

        var names = plan.Regions.Single(region => region.Name == "us").Manifests.OfType<DestinationRule>()
            .Where(rule => rule.Spec?.TrafficPolicy?.Tls?.SubjectAltNames is { Count: > 0 })
            .ToDictionary(rule => rule.Spec!.Host!, rule => rule.Spec!.TrafficPolicy!.Tls!.SubjectAltNames!.ToArray());

        names["ledger.finance.svc.cluster.local"].ShouldBe(
            ["spiffe://eu.mesh.acme.example/ns/finance/sa/ledger", "spiffe://eu.trust.acme.example/ns/finance/sa/ledger"]);
        EnvironmentPlan.From(Read(StackText.Prod, "prod")).Regions.SelectMany(region => region.Manifests).OfType<DestinationRule>()
            .ShouldAllBe(rule => rule.Spec!.TrafficPolicy!.Tls == null || rule.Spec.TrafficPolicy.Tls.Mode != DestinationRuleMode.IstioMutual);
    }

    private static IReadOnlyList<string> Under(IEnumerable<string> principals, TrustDomain domain) =>
        [.. principals.Where(principal => principal.StartsWith($"{domain}/", StringComparison.Ordinal)).Select(principal => principal[domain.Name.Length..]).Order(StringComparer.Ordinal)];

    private static EnvironmentIntent Read(string text, string stack)
    {
        var reading = IntentReader.FromText(stack, "prod.yaml", Encoding.UTF8.GetBytes(text), Today);
        string.Join('\n', reading.Errors).ShouldBeEmpty();
        return reading.Intent!;
    }

    private static async Task<(IReadOnlyList<X509Certificate2> Chain, IReadOnlyList<X509Certificate2> Roots)> CacertsAsync(string text, string region)
    {
        var secrets = new RecordedSecrets();
        await HermeticRun.OfAsync(EnvironmentPlan.From(Read(text, "prod")), secrets: secrets.Add);
        var data = secrets.Ordered().Where(secret => secret.Region == region).Select(secret => secret.Manifest["stringData"] as MapNode)
            .Single(values => values?.ContainsKey("cert-chain.pem") == true)!;
        return (Certificates(data, "cert-chain.pem"), Certificates(data, "root-cert.pem"));
    }

    private static IReadOnlyList<X509Certificate2> Certificates(MapNode data, string key) => CertificatePem.ReadAll(((ScalarNode)data[key]!).AsString!);

    private static int VerifyWithOpenSsl(X509Certificate2 root, IEnumerable<X509Certificate2> chain)
    {
        var at = new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);
        using var platform = new HermeticProofKeys().Intermediate(RotationStates.Of(EnvironmentPlan.From(Read(StackText.Prod, "prod"))).Signer("us", IntermediateUse.Mesh) with { Generation = 2 });
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateAuthority(chain.First(), SigningKey.Of(platform));
        var leaf = CertificateIssuer.Issue(
            CertificateProfiles.Workload(SpiffeId.ForServiceAccount(Old, "shop", "web"), new Validity(at.AddHours(-1), at.AddHours(1))), new PublicKey(leafKey), authority);
        return Tests.Trust.OpenSsl.Verify(root, [.. chain], leaf, at).ExitCode;
    }
}

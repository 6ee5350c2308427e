using System.Collections.Immutable;
using Infra;
using Infra.Cli.Preview;
using Infra.Hermetic;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Support;
using Tests.Trust;
using Trust;
using Trust.Bundles;
using Trust.Issuing;
using Trust.Verification;
using Trust.X509;
using Xunit;

namespace Tests.Infra.Planning;

/// <summary>A root that somebody else keeps: requests go out, OpenSSL signs them as that somebody, and the certificates come back as settings.</summary>
public sealed class ExternalAuthorityTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Requests_AreTheOnlyThingThatARegionWithoutCertificatesGets()
    {
        var run = await HermeticRun.OfAsync(Plan(Stack(Root(), Request)));

        run.Objects.ShouldBeEmpty();
        run.Releases.ShouldBeEmpty();
        Requests(run).Keys.Order(StringComparer.Ordinal).ShouldBe(["eu mesh CA g1", "eu workload CA g1", "us mesh CA g1", "us workload CA g1"]);
        foreach (var (name, request) in Requests(run))
        {
            using var folder = new TemporaryFolder();
            var seen = OpenSsl.Run("req", "-verify", "-noout", "-text", "-in", folder.Write("request.pem", request));
            seen.Text.ShouldContain("verify OK");
            seen.Text.ShouldContain($"CN = {name}");
            seen.Text.ShouldContain("Permitted:");
        }
    }

    [Theory]
    [InlineData("table")]
    [InlineData("markdown")]
    [InlineData("json")]
    public async Task Preview_OfRegionsWithoutCertificates_SaysWhatTheyWaitForAndHowToGetIt(string format)
    {
        using var project = new TemporaryFolder();
        project.Write("Pulumi.yaml", await File.ReadAllTextAsync(Repository.File("Pulumi.yaml")));
        Directory.CreateDirectory(Path.Combine(project.Path, "stacks"));
        project.Write("stacks/Pulumi.prod.yaml", Stack(Root(), Request));

        var run = await CliRun.OfAsync(new CliRun.Surroundings { WorkingDirectory = project.Path }, "preview", "prod", "-o", format);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldNotContain("no changes");
        string[] said = format == "json"
            ? ["\"awaiting\": [", "\"region\": \"us\"", "\"us mesh CA g1\"", "\"root\": \"corp\""]
            :
            [
                "nothing to deploy yet", "us waits for corp to sign us mesh CA g1 and us workload CA g1", "eu waits for corp",
                "pulumi up --stack prod && pulumi stack output certificateRequests --json --stack prod", "mtls:regions.eu.intermediate.certificates",
            ];
        foreach (var part in said)
        {
            run.Output.ShouldContain(part);
        }
    }

    [Fact]
    public async Task Preview_OfASignedRegion_WaitsForNothing()
    {
        var signed = await Signed();

        AwaitingRegion.Of(Plan(Stack(Root(), region => region == "us" ? Certificates(signed, region) : Request(region))))
            .ShouldHaveSingleItem().Region.ShouldBe("eu");
    }

    [Fact]
    public async Task Requests_AreTheSameBytesEveryTime()
    {
        var plan = Plan(Stack(Root(), Request));

        Requests(await HermeticRun.OfAsync(plan)).ShouldBe(Requests(await HermeticRun.OfAsync(plan)));
    }

    [Fact]
    public async Task Certificates_SignedByOpenSsl_AreTakenAndTheirLeavesAccepted()
    {
        var signed = await Signed();
        var root = Root();
        var run = await HermeticRun.OfAsync(Plan(Stack(root, region => Certificates(signed, region))), HermeticKeys.Instance);

        var certificates = (ImmutableDictionary<string, string>)run.Outputs["meshCertificates"].Value!;
        certificates["us"].ShouldBe(signed["us mesh CA g1"]);
        using var key = HermeticKeys.Instance.PrivateKey("P256", "tls:index/privateKey:PrivateKey", "us-pki-mesh-key-g1");
        var authority = CertificateAuthority.FromPem(certificates["us"], key.ExportPkcs8PrivateKeyPem());
        var bundle = Bundle.Parse(((ImmutableDictionary<string, string>)run.Outputs["bundles"].Value!)["eu"]);
        foreach (var (domain, accepted) in new[] { ("us.mesh.acme.example", true), ("eu.mesh.acme.example", false) })
        {
            var profile = CertificateProfiles.Workload(
                SpiffeId.ForServiceAccount(TrustDomain.Parse(domain), "shop", "web"), new Validity(Start.AddDays(30), Start.AddDays(31)));
            var leaf = TestHierarchy.Leaf(profile, authority);
            ChainVerifier.Verify(leaf, [authority.Certificate], bundle, Start.AddDays(30).AddHours(1)).IsAccepted.ShouldBe(accepted);
            (OpenSsl.Verify(bundle.Roots[0], [authority.Certificate], leaf, Start.AddDays(30).AddHours(1)).ExitCode == 0).ShouldBe(accepted);
        }

        run.Outputs["roots"].Value.ShouldBeOfType<ImmutableDictionary<string, string>>()["corp"].ShouldBe(Fingerprint.Of(CertificatePem.ReadSingle(root)).ColonHex);
        Requests(run).ShouldBeEmpty();
    }

    [Fact]
    public async Task NextGeneration_IsRequestedBesideTheOneInUse()
    {
        var signed = await Signed();
        var before = await HermeticRun.OfAsync(Plan(Stack(Root(), region => Certificates(signed, region))));
        var run = await HermeticRun.OfAsync(Plan(Stack(Root(), region => Certificates(signed, region) + "        request: 2\n")));

        Requests(run).Keys.ShouldContain("us mesh CA g2");
        run.Objects.Count.ShouldBe(before.Objects.Count);
    }

    [Fact]
    public async Task Certificate_ForAnotherKey_StopsTheDeployment()
    {
        var signed = await Signed();
        var swapped = signed.SetItem("us mesh CA g1", Sign(CertificateRequests.Pem(Profile("us"), TestKeys.Create("another"))));

        var stop = await Should.ThrowAsync<Exception>(() => HermeticRun.OfAsync(
            Plan(Stack(Root(), region => Certificates(swapped, region))), HermeticKeys.Instance));

        stop.ToString().ShouldContain("MTLS131 us mesh CA g1: its external certificate is for another key than the one in the stack's state");
    }

    [Fact]
    public void Certificates_Missing_NameTheWayToGetThem() => Errors(Root(), _ => "").ShouldAllBe(error =>
        error.EndsWith("[MTLS130]", StringComparison.Ordinal) && error.Contains(" have the requests of the output certificateRequests signed", StringComparison.Ordinal));

    public static TheoryData<string, string> WrongIntermediates => new()
    {
        { "MTLS111", "key" },
        { "MTLS110", "garbage" },
        { "MTLS120", "of another root" },
        { "MTLS132", "leaf" },
        { "MTLS132", "deeper" },
        { "MTLS133", "unconstrained" },
        { "MTLS133", "of another region" },
        { "MTLS118", "expired" },
        { "MTLS112", "out of order" },
        { "MTLS116", "below a weak key" },
    };

    [Theory]
    [MemberData(nameof(WrongIntermediates))]
    public void Certificate_ThatIsNotWhatWasAskedFor_IsANumberedFindingWithItsLine(string code, string how)
    {
        var good = Profile("us");
        var pem = how switch
        {
            "key" => TestKeys.Pem("leaf"),
            "garbage" => "certificate",
            "of another root" => Issue(good, "other root"),
            "leaf" => Issue(good with { BasicConstraints = BasicConstraints.EndEntity }),
            "deeper" => Issue(good with { BasicConstraints = BasicConstraints.Authority(1) }),
            "unconstrained" => Issue(good with { NameConstraints = null }),
            "of another region" => Issue(Profile("eu") with { AlternativeNames = SubjectAlternativeNames.None }),
            "expired" => Issue(good with { Validity = new Validity(Start, Start.AddDays(60)) }),
            "out of order" => Root() + Issue(good),
            _ => Issue(good) + Weak(),
        };
        var errors = Errors(Root(), region => Certificates(
            ImmutableDictionary<string, string>.Empty
                .Add("us mesh CA g1", pem).Add("us workload CA g1", pem)
                .Add("eu mesh CA g1", Issue(Profile("eu"))).Add("eu workload CA g1", Issue(Profile("eu"))),
            region));

        errors.ShouldContain(error => error.Contains($"[{code}]", StringComparison.Ordinal), string.Join('\n', errors));
        errors.ShouldAllBe(error => error.StartsWith("stacks/Pulumi.prod.yaml:", StringComparison.Ordinal));
        string.Join('\n', errors).ShouldNotContain(TestKeys.Pem("leaf").Split('\n')[1][..16]);
    }

    [Theory]
    [InlineData("MTLS132", "intermediate")]
    [InlineData("MTLS132", "shallow")]
    [InlineData("MTLS118", "expired")]
    [InlineData("MTLS111", "key")]
    public void Root_ThatIsNone_IsANumberedFinding(string code, string how)
    {
        var pem = how switch
        {
            "intermediate" => Issue(Profile("us")),
            "shallow" => SelfSigned(RootProfile with { BasicConstraints = BasicConstraints.Authority(0) }),
            "expired" => SelfSigned(RootProfile with { Validity = new Validity(Start, Start.AddDays(200)) }),
            _ => TestKeys.Pem("corporate root", KeyAlgorithm.EcdsaP384),
        };

        Errors(pem, Request).ShouldContain(error => error.Contains($"[{code}]", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_ThatDoNotFitTogether_AreRefused()
    {
        Errors(Root(), region => Certificates(Signatures, region) + "        request: 1\n").ShouldContain(error => error.Contains("generation 1 is signed already", StringComparison.Ordinal));
        StackText.Read(StackText.ProdWith("intermediate: { generation: 1,", "intermediate: { request: 2, generation: 1,")).Errors
            .ShouldContain(error => error.Message == "root-2026 signs in the stack, so nobody has to be asked");
        StackText.Read(StackText.Replace(Stack(Root(), Request), "notBefore: \"2026-01-01\"\n", "notBefore: \"2026-01-01\"\n        lifetime: 3650d\n")).Errors
            .ShouldContain(error => error.Message == "an external root has its own");
    }

    private static readonly CertificateProfile RootProfile = CertificateProfiles.Root(
        "Corporate Root", "Acme", new Validity(Start, Start.AddYears(10)), KeyAlgorithm.EcdsaP384);

    private static ImmutableDictionary<string, string> Signatures { get; } = ImmutableDictionary.CreateRange(
        from region in (string[])["us", "eu"]
        from use in (string[])["mesh", "workload"]
        select KeyValuePair.Create($"{region} {use} CA g1", Issue(Profile(region))));

    private static CertificateProfile Profile(string region) => CertificateProfiles.RegionalIntermediate(
        $"{region} mesh CA g1",
        TrustDomain.Parse($"{region}.mesh.acme.example"),
        new Validity(Start, Start.AddYears(2)),
        KeyAlgorithm.EcdsaP256,
        NameConstraints.ForRegion(TrustDomain.Parse($"{region}.mesh.acme.example"), TestHierarchy.ClusterDomain));

    private static string Root() => SelfSigned(RootProfile);

    private static string SelfSigned(CertificateProfile profile) =>
        CertificatePem.Write(CertificateIssuer.SelfSign(profile, TestKeys.Create("corporate root", KeyAlgorithm.EcdsaP384)));

    private static string Issue(CertificateProfile profile, string rootKey = "corporate root")
    {
        var key = TestKeys.Create(rootKey, KeyAlgorithm.EcdsaP384);
        var root = new CertificateAuthority(CertificateIssuer.SelfSign(RootProfile, key), key);
        return CertificatePem.Write(CertificateIssuer.IssueAnyway(profile, TestKeys.Create("stack").PublicKey, root));
    }

    private static string Weak()
    {
        using var folder = new TemporaryFolder();
        OpenSsl.Run("req", "-x509", "-newkey", "rsa:1024", "-nodes", "-keyout", Path.Combine(folder.Path, "key.pem"), "-subj", "/CN=weak", "-out", Path.Combine(folder.Path, "weak.pem"))
            .ExitCode.ShouldBe(0);
        return File.ReadAllText(Path.Combine(folder.Path, "weak.pem"));
    }

    private static async Task<ImmutableDictionary<string, string>> Signed() =>
        Requests(await HermeticRun.OfAsync(Plan(Stack(Root(), Request)))).ToImmutableDictionary(request => request.Key, request => Sign(request.Value));

    /// <summary>The other side: a corporate CA that knows OpenSSL and nothing else.</summary>
    private static string Sign(string request)
    {
        using var folder = new TemporaryFolder();
        var signed = Path.Combine(folder.Path, "signed.pem");
        folder.Write("index.txt", "");
        folder.Write("serial", "4711\n");
        var configuration = folder.Write("ca.cnf", $"""
            [ca]
            default_ca = corporate
            [corporate]
            database = {folder.Path}/index.txt
            serial = {folder.Path}/serial
            new_certs_dir = {folder.Path}
            copy_extensions = copyall
            default_md = sha384
            policy = any
            [any]
            commonName = supplied
            organizationName = optional
            """);
        var result = OpenSsl.Run(
            "ca", "-batch", "-notext", "-preserveDN", "-config", configuration, "-in", folder.Write("request.pem", request), "-out", signed,
            "-cert", folder.Write("root.pem", Root()), "-keyfile", folder.Write("root.key", TestKeys.Pem("corporate root", KeyAlgorithm.EcdsaP384)),
            "-startdate", "20260115000000Z", "-enddate", "20280114235959Z");
        result.ExitCode.ShouldBe(0, result.Text);
        return CertificatePem.Write(CertificatePem.ReadSingle(File.ReadAllText(signed)));
    }

    private static string Request(string region) => "        request: 1\n";

    private static string Certificates(ImmutableDictionary<string, string> signed, string region) =>
        $"        certificates:\n          mesh: |\n{Indented(signed[$"{region} mesh CA g1"], 12)}          workloads: |\n{Indented(signed[$"{region} workload CA g1"], 12)}";

    private static string Stack(string root, Func<string, string> intermediate)
    {
        var stack = StackText.ProdWith(
            "      root-2026: { state: active, notBefore: \"2026-01-01\", lifetime: 3650d, key: P384 }\n",
            $"      corp:\n        notBefore: \"2026-01-01\"\n        certificate: |\n{Indented(root, 10)}");
        foreach (var region in (string[])["us", "eu"])
        {
            stack = StackText.Replace(
                stack,
                "      intermediate: { generation: 1, notBefore: \"2026-01-15\" }\n",
                $"      intermediate:\n        notBefore: \"2026-01-15\"\n{intermediate(region)}");
        }

        return stack;
    }

    private static string Indented(string text, int blanks) =>
        string.Concat(text.TrimEnd('\n').Split('\n').Select(line => $"{new string(' ', blanks)}{line}\n"));

    private static EnvironmentPlan Plan(string stack)
    {
        var reading = StackText.Read(stack);
        reading.Errors.Select(error => error.ToString()).ShouldBeEmpty();
        return EnvironmentPlan.From(reading.Intent!);
    }

    private static List<string> Errors(string root, Func<string, string> intermediate) =>
        [.. StackText.Read(Stack(root, intermediate)).Errors.Select(error => error.ToString())];

    private static ImmutableDictionary<string, string> Requests(HermeticRun run) =>
        (ImmutableDictionary<string, string>)run.Outputs["certificateRequests"].Value!;
}

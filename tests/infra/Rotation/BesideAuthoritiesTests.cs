using System.Text;
using Infra;
using Infra.Cli.Authorities;
using Infra.Cli.Rotation;
using Infra.Hermetic;
using Infra.Planning;
using Infra.Rotation;
using Manifests;
using Manifests.Monitoring.V1;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Infra.Planning;
using Tests.Support;
using Trust;
using Trust.Hierarchy;
using Trust.Proof;
using Trust.Rotation;
using Xunit;

namespace Tests.Infra.Rotation;

/// <summary>step-ca's intermediate, Linkerd's identity issuer and the CA above SPIRE's: in <c>trust</c>, in rotations, in their proof and in the alerts.</summary>
public sealed class BesideAuthoritiesTests
{
    [Theory]
    [InlineData("flexstack", "step-certificates-certs", "intermediate_ca.crt", "main step CA g1")]
    [InlineData("linkerd-lab", "linkerd-identity-issuer", "tls.crt", "lab linkerd CA g1")]
    [InlineData("spire", "spiffe-upstream-ca", "tls.crt", "east spire CA g1", "west spire CA g1")]
    public async Task Trust_ShowsTheCertificatesThatTheSignersAreGiven(string stack, string secret, string key, params string[] names)
    {
        var plan = Plan(StackText.Of(stack));
        var secrets = new RecordedSecrets();
        await HermeticRun.OfAsync(plan, secrets: secrets.Add);

        var shown = TrustReport.Of(plan, CliRun.Today).Roots.SelectMany(root => root.All).Where(authority => names.Contains(authority.Name)).ToList();

        shown.Select(authority => authority.Name).ShouldBe(names);
        shown.Select(authority => authority.Certificate.Fingerprint).ShouldBe(
            secrets.Ordered().Where(own => ((MapNode)own.Manifest["metadata"]!)["name"] is ScalarNode { AsString: { } name } && name == secret)
                .Select(own => Fingerprint.Of(CertificatePem.ReadAll(((ScalarNode)((MapNode)own.Manifest["stringData"]!)[key]!).AsString!)[0])),
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("flexstack")]
    [InlineData("linkerd-lab")]
    [InlineData("spire")]
    [InlineData("canary")]
    public async Task Plan_ForANewRoot_IsTheGolden(string stack) =>
        Golden.Matches((await CliRun.OfAsync("rotate", "plan", stack, "--goal", "new-root")).Output, $"infra/Rotation/goldens/plan-new-root.{stack}.txt");

    /// <summary>Whose certificates a matrix is about, where it is not istiod that signs for the mesh.</summary>
    [Theory]
    [InlineData("spire", "mesh and workloads of SPIRE (its certificates)", "istiod, and proxies that do not have SPIRE's certificates yet (istiod's certificates)")]
    [InlineData("canary", "mesh (cert-manager's certificates, through istio-csr)", "outside the mesh (cert-manager's certificates)")]
    [InlineData("prod", "mesh (istiod's certificates)", "outside the mesh (cert-manager's certificates)")]
    public async Task Proof_NamesWhoSignsForTheMesh(string stack, params string[] titles)
    {
        var lines = (await CliRun.OfAsync("rotate", "prove", stack)).Output.Split('\n');
        var page = (await CliRun.OfAsync("rotate", "prove", stack, "-o", "markdown")).Output;

        titles.ShouldAllBe(title => lines.Contains(title) && page.Contains($"**{title}**", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("flexstack", "main → main, step")]
    [InlineData("linkerd-lab", "lab → lab, linkerd")]
    [InlineData("spire", "east → west, spire to outside the mesh")]
    public async Task Proof_OfARootThatGoesTooEarly_BreaksTheSignersCell(string stack, string cell)
    {
        var state = RotationStates.Of(Plan(StackText.Of(stack)));
        var steps = RotationPlanner.Plan(state, new RotationGoal.NewRoot(), new DateOnly(2026, 11, 21)).Steps;
        var moment = new RotationMoment { Before = steps[^2].After, After = steps[^1].After, At = steps[^2].Moment.At, Converged = false };

        var proof = await new RotationProver(stack, new HermeticProofKeys()).ProveAsync(moment);

        proof.Cells.Single(own => own.Title == cell).Verdict.ShouldBe(CellVerdict.Broken);
        (await new RotationProver(stack, new HermeticProofKeys()).ProveAsync(steps[^1].Moment)).IsProven.ShouldBeTrue();
    }

    /// <summary>SPIRE keeps a root that is gone until it expires, so between its workloads nothing breaks; servers with another store have to wait.</summary>
    [Fact]
    public async Task Proof_OfARootThatGoesTooEarly_BreaksNothingBetweenWorkloadsOfSpire()
    {
        var steps = Steps(StackText.Of("spire"));
        var proof = await ProveAsync(new RotationMoment { Before = steps[^2].After, After = steps[^1].After, At = steps[^2].Moment.At });

        Cell(proof, "east → west, spire").Verdict.ShouldBe(CellVerdict.Proven);
        Cell(proof, "east → west, outside the mesh").Verdict.ShouldBe(CellVerdict.Broken);
    }

    [Fact]
    public async Task Proof_OfARootThatSignsBeforeSpireHandsItOut_BreaksItsWorkloads()
    {
        var steps = Steps(StackText.Of("spire"));
        var moment = new RotationMoment { Before = RotationStates.Of(Plan(StackText.Of("spire"))), After = steps[2].After, At = steps[2].Moment.At, Converged = true };

        var cell = Cell(await ProveAsync(moment), "west → east, spire");

        cell.Verdict.ShouldBe(CellVerdict.Broken);
        cell.Wrong.ShouldAllBe(own => own.Refusal!.Reason.Contains("no chain leads to a root of the store"));
    }

    /// <summary>SPIRE's own CA is one more below the root: a root that is too short for it is what the handshakes find.</summary>
    [Fact]
    public async Task Proof_BelowARootThatIsTooShort_BreaksTheWorkloadsOfSpireOnly()
    {
        var state = RotationStates.Of(Plan(StackText.Of("spire")));
        var shorter = state with { Plan = state.Plan with { Roots = [.. state.Plan.Roots.Select(root => root with { PathLength = 1 })] } };

        var proof = await ProveAsync(new RotationMoment { Before = shorter, After = shorter, At = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero) });

        proof.Cells.Where(cell => cell.Verdict != CellVerdict.Proven).ShouldNotBeEmpty();
        proof.Cells.Where(cell => cell.Verdict != CellVerdict.Proven)
            .ShouldAllBe(cell => cell.Line.Signer == BesideAuthority.Spire || cell.Servers.Signer == BesideAuthority.Spire);
        Cell(proof, "east → east, mesh").Verdict.ShouldBe(CellVerdict.Proven);
    }

    /// <summary>A proxy takes SPIRE's certificates when it starts anew, so those with istiod's are about beside it, on both sides of a call.</summary>
    [Fact]
    public async Task Proof_OfAMeshThatMovesToSpire_MeetsProxiesOfBothSigners()
    {
        var after = RotationStates.Of(Plan(StackText.Of("spire")));
        var before = after with { Plan = after.Plan with { Beside = [.. after.Plan.Beside.Select(own => own with { SignsForMesh = false })] } };
        var at = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

        after.Plan.Beside.ShouldContain(own => own.SignsForMesh);
        foreach (var moment in new[] { new RotationMoment { Before = before, After = after, At = at }, new RotationMoment { Before = after, After = before, At = at } })
        {
            var proof = await ProveAsync(moment);
            Cell(proof, "east → west, mesh to spire").Verdict.ShouldBe(CellVerdict.Proven);
            Cell(proof, "east → west, spire to mesh").Verdict.ShouldBe(CellVerdict.Proven);
            proof.IsProven.ShouldBeTrue();
        }

        (await ProveAsync(new RotationMoment { Before = after, After = after, At = at })).Cells.ShouldNotContain(cell => cell.Title.Contains(", mesh to spire"));
    }

    /// <summary>A SPIRE that is told one root does not know the one that retires, below which istiod's certificates still are.</summary>
    [Fact]
    public async Task Proof_OfAMeshThatMovesToASpireWithoutTheRetiringRoot_BreaksBetweenTheSigners()
    {
        var step = Steps(StackText.Of("spire"))[^2];
        var told = step.After.Plan.Beside.Select(own => own with { IsToldOneRoot = true }).ToList();
        var (before, after) = (Moved(step.Before, false), Moved(step.After, true));

        var proof = await ProveAsync(new RotationMoment { Before = before, After = after, At = step.Moment.At });

        proof.Cells.Where(cell => cell.Title.EndsWith(", spire to mesh", StringComparison.Ordinal)).ShouldContain(cell => cell.Verdict == CellVerdict.Broken);
        proof.Cells.Where(cell => cell.Title.EndsWith(", mesh", StringComparison.Ordinal)).ShouldAllBe(cell => cell.Verdict == CellVerdict.Proven);

        RotationState Moved(RotationState state, bool isMoved) => state with { Plan = state.Plan with { Beside = [.. told.Select(own => own with { SignsForMesh = isMoved })] } };
    }

    /// <summary>The same where SPIRE itself was not there before, and where it is not there afterwards: then nobody renews what its proxies have.</summary>
    [Fact]
    public async Task Proof_OfAMeshThatMovesToASpireThatComes_MeetsProxiesOfBothSigners()
    {
        var with = RotationStates.Of(Plan(StackText.Of("spire")));
        var without = with with { Plan = with.Plan with { Beside = [] } };
        var at = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        var (comes, goes) = (
            await ProveAsync(new RotationMoment { Before = without, After = with, At = at }),
            await ProveAsync(new RotationMoment { Before = with, After = without, At = at }));

        foreach (var proof in new[] { comes, goes })
        {
            foreach (var meeting in new[] { "mesh to spire", "spire to mesh", "spire" })
            {
                Cell(proof, $"east → west, {meeting}").Verdict.ShouldBe(CellVerdict.Proven);
            }

            proof.IsProven.ShouldBeTrue();
        }

        comes.Unrenewed.ShouldBeEmpty();
        goes.Unrenewed.ShouldBe(["east", "west"]);
        ProofFindings.Of(goes).Select(finding => finding.Rule.Code).ShouldBe(["MTLS164", "MTLS164"]);
        ProofFindings.Of(goes)[0].Message.ShouldStartWith("east: the mesh's proxies have certificates of SPIRE's, which after the change nobody renews: ");
    }

    /// <summary>A SPIRE that comes while istiod's certificates under a retiring root are about has to be given that root.</summary>
    [Fact]
    public async Task Proof_OfAMeshThatMovesToASpireThatComesWithoutTheRetiringRoot_Breaks()
    {
        var step = Steps(StackText.Of("spire"))[^2];
        var told = step.After.Plan.Beside.Select(own => own with { IsToldOneRoot = true }).ToList();
        var before = step.Before with { Plan = step.Before.Plan with { Beside = [] } };

        (await ProveAsync(Coming(step.After.Plan.Beside))).IsProven.ShouldBeTrue();
        (await ProveAsync(Coming(told))).Wrong.Select(cell => cell.Title).ShouldContain("east → east, spire to mesh");

        RotationMoment Coming(IReadOnlyList<BesideAuthority> beside) =>
            new() { Before = before, After = step.After with { Plan = step.After.Plan with { Beside = beside } }, At = step.Moment.At };
    }

    /// <summary>Servers and clients outside the mesh get step-ca's certificates one by one.</summary>
    [Fact]
    public async Task Proof_OfAStepCaThatComesOrGoes_MeetsCertificatesOfBothSigners()
    {
        var with = RotationStates.Of(Plan(StackText.Of("flexstack")));
        var without = with with { Plan = with.Plan with { Beside = [] } };
        foreach (var (before, after) in new[] { (with, without), (without, with) })
        {
            var proof = await ProveAsync(new RotationMoment { Before = before, After = after, At = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero) });
            Cell(proof, "main → main, outside the mesh to step").Verdict.ShouldBe(CellVerdict.Proven);
            Cell(proof, "main → main, step to outside the mesh").Verdict.ShouldBe(CellVerdict.Proven);
        }

        (await ProveAsync(new RotationMoment { Before = with, After = with, At = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero) }))
            .Cells.ShouldNotContain(cell => cell.Line != cell.Servers);
    }

    [Fact]
    public void Plan_WhereSpiresOwnCaLivesLonger_WaitsUntilItTakesUpARoot()
    {
        Steps(StackText.Of("spire"))[1].Earliest.ShouldBe(new DateOnly(2026, 11, 24));
        Steps(StackText.Replace(StackText.Of("spire"), "      istio: true\n", "      istio: true\n      authorityLifetime: 240h\n"))[1].Earliest.ShouldBe(new DateOnly(2026, 11, 28));
    }

    [Fact]
    public void Plan_OfAnotherTrustDomain_IsRefusedToSpire() =>
        Should.Throw<RotationRefusedException>(() => RotationPlanner.Plan(
                RotationStates.Of(Plan(StackText.Of("spire"))), new RotationGoal.RenameDomain("east", TrustDomain.Parse("east.plant.example")), new DateOnly(2026, 11, 21)))
            .Message.ShouldContain("the SPIRE of east has one trust domain");

    [Fact]
    public void Plan_OfANewRoot_IsRefusedWhereSpireIsToldOneRoot()
    {
        foreach (var goal in (RotationGoal[])[new RotationGoal.NewRoot(), new RotationGoal.DropRoot("atlas-root")])
        {
            Should.Throw<RotationRefusedException>(() => RotationPlanner.Plan(RotationStates.Of(Plan(StackText.Of("atlas"))), goal, new DateOnly(2026, 11, 21)))
                .Message.ShouldContain("the SPIRE of north, south is told by cert-manager the one root");
        }
    }

    /// <summary>Why that is refused: the steps that hold with every root in SPIRE's Secret break its workloads where cert-manager tells one.</summary>
    [Fact]
    public async Task Proof_OfANewRoot_BreaksTheWorkloadsOfASpireThatIsToldOne()
    {
        var moments = Steps(StackText.Replace(StackText.Of("atlas"), "upstreamAuthority: cert-manager", "upstreamAuthority: disk")).Select(step => step.Moment).ToList();
        var told = moments.Select(moment => moment with { Before = Told(moment.Before), After = Told(moment.After) });
        List<ProofCell> broken = [];
        foreach (var moment in told)
        {
            broken.AddRange((await ProveAsync(moment)).Cells.Where(cell => cell.Verdict is CellVerdict.Broken));
        }

        broken.Select(cell => cell.Title).ShouldContain("north → north, spire to outside the mesh");
        broken.ShouldAllBe(cell => cell.Line.Signer == BesideAuthority.Spire);

        static RotationState Told(RotationState state) =>
            state with { Plan = state.Plan with { Beside = [.. state.Plan.Beside.Select(own => own with { IsToldOneRoot = true })] } };
    }

    /// <summary>The broker shows what SPIRE signed to callers that have their certificates from cert-manager.</summary>
    [Fact]
    public async Task Proof_OfServersBySpire_HasTheirMeetingsWithCallersByCertManager()
    {
        var state = RotationStates.Of(Plan(StackText.Of("spire")));

        var proof = await ProveAsync(new RotationMoment { Before = state, After = state, At = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero) });

        Cell(proof, "east → west, outside the mesh to spire").Verdict.ShouldBe(CellVerdict.Proven);
        Cell(await ProveAsync(TooEarly()), "east → west, outside the mesh to spire").Verdict.ShouldBe(CellVerdict.Broken);

        static RotationMoment TooEarly()
        {
            var steps = Steps(StackText.Of("spire"));
            return new() { Before = RotationStates.Of(Plan(StackText.Of("spire"))), After = steps[2].After, At = steps[2].Moment.At, Converged = true };
        }
    }

    [Fact]
    public void Plan_WhereStepCaMayIssueForLonger_WaitsForThat()
    {
        LastStep(StackText.Of("flexstack")).ShouldBe(new DateOnly(2026, 11, 26));
        LastStep(StackText.Replace(StackText.Of("flexstack"), "    stepCa:\n", "    stepCa:\n      longestLeaf: 720h\n")).ShouldBe(new DateOnly(2026, 12, 25));
    }

    [Theory]
    [InlineData("flexstack", "main step CA g1")]
    [InlineData("linkerd-lab", "lab linkerd CA g1")]
    [InlineData("spire", "east spire CA g1")]
    public void Alerts_KnowTheEndOfTheSignersCa(string stack, string authority)
    {
        var rules = Plan(StackText.Of(stack)).Regions[0].Manifests.OfType<PrometheusRule>().Single().Spec.Groups!.SelectMany(group => group.Rules!);

        rules.ShouldContain(rule => rule.Labels != null && rule.Labels.Any(label => label.Key == "authority" && label.Value == authority));
    }

    [Theory]
    [InlineData("flexstack")]
    [InlineData("linkerd-lab")]
    [InlineData("spire")]
    [InlineData("atlas")]
    public void State_InASnapshot_KeepsTheSigners(string stack)
    {
        var state = RotationStates.Of(Plan(StackText.Of(stack)));

        var read = RotationStateDocument.Read(RotationStateDocument.Write(state));

        read.Plan.Beside.ShouldBe(state.Plan.Beside);
        RotationStateDocument.Text(read).ShouldBe(RotationStateDocument.Text(state));
    }

    private static DateOnly LastStep(string stack) => Steps(stack)[^1].Earliest;

    private static IReadOnlyList<RotationStep> Steps(string stack) =>
        RotationPlanner.Plan(RotationStates.Of(Plan(stack)), new RotationGoal.NewRoot(), new DateOnly(2026, 11, 21)).Steps;

    private static Task<ProofReport> ProveAsync(RotationMoment moment) => new RotationProver("spire", new HermeticProofKeys()).ProveAsync(moment);

    private static ProofCell Cell(ProofReport proof, string title) => proof.Cells.Single(own => own.Title == title);

    private static EnvironmentPlan Plan(string text)
    {
        var reading = IntentReader.FromText("stack", "stacks/Pulumi.stack.yaml", Encoding.UTF8.GetBytes(text), StackText.Today);
        return EnvironmentPlan.From(reading.Intent.ShouldNotBeNull(string.Join('\n', reading.Errors)));
    }
}

using System.Text;
using Infra;
using Infra.Cli.Authorities;
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

    [Theory]
    [InlineData("flexstack", "main → main, step")]
    [InlineData("linkerd-lab", "lab → lab, linkerd")]
    public async Task Proof_OfARootThatGoesTooEarly_BreaksTheSignersCell(string stack, string cell)
    {
        var state = RotationStates.Of(Plan(StackText.Of(stack)));
        var steps = RotationPlanner.Plan(state, new RotationGoal.NewRoot(), new DateOnly(2026, 11, 21)).Steps;
        var moment = new RotationMoment { Before = steps[2].After, After = steps[3].After, At = steps[2].Moment.At, Converged = false };

        var proof = await new RotationProver(stack, new HermeticProofKeys()).ProveAsync(moment);

        proof.Cells.Single(own => own.Title == cell).Verdict.ShouldBe(CellVerdict.Broken);
        (await new RotationProver(stack, new HermeticProofKeys()).ProveAsync(steps[3].Moment)).IsProven.ShouldBeTrue();
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
    public void State_InASnapshot_KeepsTheSigners(string stack)
    {
        var state = RotationStates.Of(Plan(StackText.Of(stack)));

        var read = RotationStateDocument.Read(RotationStateDocument.Write(state));

        read.Plan.Beside.ShouldBe(state.Plan.Beside);
        RotationStateDocument.Text(read).ShouldBe(RotationStateDocument.Text(state));
    }

    private static DateOnly LastStep(string stack) =>
        RotationPlanner.Plan(RotationStates.Of(Plan(stack)), new RotationGoal.NewRoot(), new DateOnly(2026, 11, 21)).Steps[^1].Earliest;

    private static EnvironmentPlan Plan(string text)
    {
        var reading = IntentReader.FromText("stack", "stacks/Pulumi.stack.yaml", Encoding.UTF8.GetBytes(text), StackText.Today);
        return EnvironmentPlan.From(reading.Intent.ShouldNotBeNull(string.Join('\n', reading.Errors)));
    }
}

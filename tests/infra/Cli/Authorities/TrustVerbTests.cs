using System.Collections.Immutable;
using System.Text.Json;
using Infra;
using Infra.Cli;
using Infra.Cli.Authorities;
using Infra.Hermetic;
using Infra.Planning;
using Shouldly;
using Tests.Support;
using Trust.Hierarchy;
using Xunit;

namespace Tests.Infra.Cli.Authorities;

public sealed class TrustVerbTests
{
    [Theory]
    [InlineData("prod")]
    [InlineData("staging")]
    public async Task Trust_OfAStack_IsTheGolden(string stack)
    {
        var run = await CliRun.OfAsync("trust", stack);

        run.ExitCode.ShouldBe(ExitCode.Ok);
        Golden.Matches(run.Output, $"infra/Cli/goldens/trust.{stack}.txt");
    }

    [Fact]
    public async Task Trust_AsJson_HoldsTreeBundlesAndFindings()
    {
        var run = await CliRun.OfAsync("trust", "staging", "-o", "json");

        var document = JsonDocument.Parse(run.Output).RootElement;
        document.GetProperty("roots").EnumerateArray().Select(root => root.GetProperty("name").GetString()).ShouldBe(["eu-2026", "us-2026", "eu-2027"]);
        document.GetProperty("bundles").EnumerateArray().Select(bundle =>
                $"{bundle.GetProperty("region")}: {string.Join(' ', bundle.GetProperty("roots").EnumerateArray())}")
            .ShouldBe(["eu: eu-2026 us-2026 eu-2027", "us: us-2026 eu-2026 eu-2027"]);
        document.GetProperty("findings").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("2025-12-31", ExitCode.Findings, "is not valid yet: it begins at 2026-01-01T00:00:00Z")]
    [InlineData("2027-10-17", ExitCode.Ok, "90 d of its 730 d are left")]
    [InlineData("2028-01-15", ExitCode.Findings, "is not valid any more: it ended at 2028-01-14T23:59:59Z")]
    [InlineData("2090-01-01T12:00:00Z", ExitCode.Findings, "is not valid any more")]
    public async Task Trust_AtAnotherInstant_JudgesTheWindows(string at, int exitCode, string expected)
    {
        var run = await CliRun.OfAsync("trust", "prod", "--at", at);

        run.ExitCode.ShouldBe(exitCode);
        run.Output.ShouldContain(expected);
    }

    [Fact]
    public async Task Report_IsOfTheCertificatesOfAHermeticRun()
    {
        foreach (var stack in (string[])["dev", "staging", "prod", "homelab"])
        {
            var plan = EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, stack, new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull());
            var run = await HermeticRun.OfAsync(plan);
            var report = TrustReport.Of(plan, CliRun.Today);

            Fingerprints(report.Roots).ShouldBe(plan.Trust.Roots.Select(root => Output(run, "roots")[root.Name]));
            Fingerprints(report.Roots.SelectMany(root => root.Signed)).ShouldBe(
                plan.Trust.Roots.SelectMany(root => plan.Trust.Intermediates.Where(intermediate => intermediate.Root == root.Name)).Select(intermediate =>
                    Output(run, intermediate.Use == IntermediateUse.Mesh ? "meshAuthorities" : "workloadAuthorities")[intermediate.Region]));
        }
    }

    [Fact]
    public void TimeLine_MarksTheInstantAndTheRenewal()
    {
        var plan = EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "prod", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull());
        var report = TrustReport.Of(plan, CliRun.Today);
        var bars = TimeLine.Of([report.Roots[0], report.Roots[0].Signed[0]], CliRun.Today);

        bars.Select(bar => bar.Bar).ShouldBe(["====|===========================================", "====|===!="]);
        TimeLine.Of([report.Roots[0]], CliRun.Today.AddYears(-5))[0].Bar.ShouldBe(new string('=', 48));
        TimeLine.Of([], CliRun.Today).ShouldBeEmpty();
    }

    private static ImmutableDictionary<string, string> Output(HermeticRun run, string name) => (ImmutableDictionary<string, string>)run.Outputs[name].Value!;

    private static IEnumerable<string> Fingerprints(IEnumerable<AuthorityReport> authorities) =>
        authorities.Select(authority => authority.Certificate.Fingerprint.ColonHex);
}

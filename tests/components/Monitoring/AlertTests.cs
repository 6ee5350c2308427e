using Components.Intent;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Monitoring;

/// <summary>Every alert against series, by promtool: it fires, it does not, with the value 0 of what is not issued yet, and without any series.</summary>
public sealed class AlertTests
{
    private static readonly string[] Conditions = ["fires", "does not fire", "not yet issued", "series missing"];

    public static TheoryData<string> CaseFiles => [.. AlertCase.Files];

    public static TheoryData<string> Alerts => [.. AlertNames];

    /// <summary>The alerts of every kind of region: with sidecars, in ambient mode, with cert-manager as the mesh's CA, with Linkerd.</summary>
    private static IEnumerable<string> AlertNames =>
        MonitoredRegion.All.SelectMany(region => RuleFile.AllRules(RuleFile.Rules(region))).Select(rule => rule.Alert).OfType<string>().Distinct();

    [Theory]
    [MemberData(nameof(CaseFiles))]
    public void Alert_OnTheSeriesOfItsCases_FiresExactlyAsStated(string file)
    {
        using var folder = new TemporaryFolder();
        folder.Write("rules.yaml", RuleFile.Text(RuleFile.WithAlert(file[..file.IndexOf('.', StringComparison.Ordinal)])));
        folder.Write("bare.yaml", RuleFile.Text(RuleFile.Rules(MonitoredRegion.Bare, MonitoredRegion.NoAuthorities)));
        var cases = folder.Write(file, File.ReadAllText(Path.Combine(AlertCase.Folder, file)));

        var result = RealProgram.Promtool.Run(["test", "rules", cases], workingDirectory: folder.Path);

        result.ExitCode.ShouldBe(0, result.Text);
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Alert_OfTheRules_HasACaseForEveryCondition(string alert)
    {
        var cases = AlertCase.All.Where(test => test.Alert == alert).ToList();

        cases.Select(test => test.Condition).Distinct().ShouldBe(Conditions, ignoreOrder: true);
        cases.SelectMany(test => test.Expectations).ShouldAllBe(expectation => expectation.Alert == alert);
        cases.Where(test => test.Condition == "fires").ShouldAllBe(test => test.Expectations.Any(expectation => expectation.Firing > 0));
        cases.Where(test => test.Condition == "does not fire").ShouldAllBe(test => test.Expectations.All(expectation => expectation.Firing == 0));
    }

    [Fact]
    public void Cases_WithoutAnAlert_DoNotExist() =>
        AlertCase.All.Select(test => test.Alert).Distinct().ShouldBeSubsetOf(AlertNames);

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Cases_OfAnAlertThatAlwaysOrNeverFires_Fail(string alert)
    {
        RunWith(alert, "vector(0) > 1").ShouldNotBe(0);
        RunWith(alert, "vector(1)").ShouldNotBe(0);
    }

    [Fact]
    public void PermissiveRegion_WithNothingStrict_HasNoPlaintextAlert()
    {
        var rules = RuleFile.AllRules(RuleFile.Rules(MonitoredRegion.Permissive));

        rules.ShouldNotContain(rule => rule.Alert == "MtlsPlaintextWhereStrict");
        rules.ShouldContain(rule => rule.Record == "mtls:plaintext:growth5m");
    }

    [Fact]
    public void StrictRegion_OnceAnExceptionIsGone_WatchesThatPort()
    {
        var intent = MonitoredRegion.Intent;
        var closed = intent with
        {
            Workloads = [.. intent.Workloads.Select(workload => workload with
            {
                Ports = [.. workload.Ports.Select(port => port.Mode == MutualTlsMode.Disable ? port with { Mode = null, Exception = null } : port)],
            })],
        };

        RuleFile.AllRules(RuleFile.Rules(intent)).ShouldContain(rule => rule.Record == "mtls:plaintext_allowed:info");
        RuleFile.AllRules(RuleFile.Rules(closed)).ShouldNotContain(rule => rule.Record == "mtls:plaintext_allowed:info");
    }

    /// <summary>Promtool's verdict on an alert's cases when its rule has another expression.</summary>
    private static int RunWith(string alert, string expression)
    {
        var rules = RuleFile.WithAlert(alert);
        var changed = rules with
        {
            Spec = rules.Spec with
            {
                Groups = [.. rules.Spec.Groups!.Select(group => group with
                {
                    Rules = [.. group.Rules!.Select(rule => rule.Alert == alert ? rule with { Expr = expression, For = null } : rule)],
                })],
            },
        };
        using var folder = new TemporaryFolder();
        folder.Write("rules.yaml", RuleFile.Text(changed));
        var cases = folder.Write("cases.yaml", File.ReadAllText(Path.Combine(AlertCase.Folder, $"{alert}.yaml")));
        return RealProgram.Promtool.Run(["test", "rules", cases], workingDirectory: folder.Path).ExitCode;
    }
}

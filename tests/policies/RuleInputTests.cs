using System.Text;
using Manifests.Reading;
using Policies;
using Policies.Model;
using Policies.Rules;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Support;
using Xunit;

namespace Tests.Policies;

/// <summary>What the rules make of inputs that nobody prepared for them: other people's policies, dumps, and what is broken.</summary>
public sealed class RuleInputTests
{
    private const string Open = "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: open, namespace: shop }\nspec: { rules: [{}] }\n";

    [Fact]
    public async Task Check_OfOtherPeoplesPolicies_NeedsNoSettings()
    {
        var run = await CliRun.OfAsync("check", "-f", "examples/istio-tasks/policies.yaml");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("checked 31 objects");
        Golden.Matches(run.Output, "policies/tasks.golden.txt");
    }

    [Fact]
    public async Task Check_OneBrokenFileAmongMany_JudgesTheOthers()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.yaml", Open);
        folder.Write("b.yaml", "kind: [\n");
        folder.Write("c.yaml", Open.Replace("name: open", "name: second", StringComparison.Ordinal));

        var run = await CliRun.OfAsync("check", "-f", folder.Path);

        run.ExitCode.ShouldBe(3);
        run.Output.ShouldContain("MTLS902");
        run.Output.Split("MTLS301").Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("")]
    public void Rules_OverBomAndCrlf_FindTheSameLines(string mark) =>
        Check(mark + Open.ReplaceLineEndings("\r\n")).ShouldHaveSingleItem().Source!.Line.ShouldBe(4);

    [Fact]
    public void Rules_OverUnknownKindsAndCycles_GoOn()
    {
        var findings = Check(
            Open
            + "---\napiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w, namespace: shop }\nspec: { any: thing }\n"
            + "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: a, namespace: shop }\n"
            + "spec: { hosts: [a], http: [{ route: [{ destination: { host: b } }] }] }\n"
            + "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: b, namespace: shop }\n"
            + "spec: { hosts: [b], http: [{ route: [{ destination: { host: a } }] }] }\n"
            + "---\nkind: AuthorizationPolicy\n---\napiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: x }\nspec: 7\n");

        findings.ShouldContain(finding => finding.Rule.Code == "MTLS301");
    }

    [Fact]
    public void Rules_OverTenThousandObjects_FindEachOfThem()
    {
        var text = new StringBuilder();
        for (var index = 0; index < 10_000; index++)
        {
            text.Append(Open.Replace("name: open, namespace: shop", $"name: p{index}, namespace: n{index % 100}", StringComparison.Ordinal)).Append("---\n");
        }

        Check(text.ToString()).Count(finding => finding.Rule.Code == "MTLS301").ShouldBe(10_000);
    }

    private static IReadOnlyList<Finding> Check(string text) => Rulebook.Check(new RuleInput
    {
        Fleet = new Fleet { Clusters = [ManifestInventory.Read(new ManifestReader().ReadText(text, "a.yaml").Items)] },
        Today = new DateOnly(2026, 6, 1),
    });
}

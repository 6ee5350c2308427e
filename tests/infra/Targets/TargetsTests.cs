using Infra;
using Shouldly;
using Tests.Docs;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Targets;

/// <summary>One intent, rendered for every mesh and every server: none lets through what it denies, and what one cannot hold is refused by name.</summary>
public sealed class TargetsTests
{
    private const string Page = "docs/targets.md";

    public static TheoryData<string, string> Held
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var target in Target.All)
            {
                foreach (var demand in target.Demands.Where(demand => target.Read(demand).Intent is not null))
                {
                    data.Add(target.Name, demand.Title);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Held))]
    public async Task Calls_OfAnyClient_GetThroughIfTheIntentAllowsThem(string name, string title)
    {
        var target = Target.All.Single(target => target.Name == name);
        var demand = target.Demands.Single(demand => demand.Title == title);
        using var running = await target.StartAsync(demand, EnvironmentPlan.From(target.Read(demand).Intent!));

        (await TooMuch.OfAsync(demand, running)).ShouldBeEmpty();

        var intended = demand.Calls().Where(demand.Promises).ToList();
        intended.ShouldNotBeEmpty();
        foreach (var call in intended)
        {
            var answer = (await running.AskAsync(call)).ShouldNotBeNull();
            answer.Allowed.ShouldBeTrue($"{call}: {answer.Reason}");
        }
    }

    /// <summary>So that it is the root by which the meshes refuse what the calls above show them, and not a network policy or a name.</summary>
    [Theory]
    [InlineData("Istio, sidecars")]
    [InlineData("Istio, ambient")]
    public async Task Calls_BelowAForeignRoot_FailInTheHandshake(string name)
    {
        var target = Target.All.Single(target => target.Name == name);
        var demand = target.Demands.First();
        using var running = await target.StartAsync(demand, EnvironmentPlan.From(target.Read(demand).Intent!));

        (await running.AskAsync(new WitnessCall("reader", Credential.ForeignRoot, "store", null)))!.Reason.ShouldBe("the server does not trust the client's root foreign");
    }

    [Fact]
    public void Page_IsWhatTheTargetsSay()
    {
        var page = MarkdownPages.Read(Page);

        Golden.Matches(page[..page.IndexOf(TargetsPage.Marker, StringComparison.Ordinal)] + TargetsPage.Marker + TargetsPage.Write(), $"../{Page}");
    }
}

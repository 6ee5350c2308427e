using System.Text;
using Infra;
using Infra.Planning;
using Manifests;
using Policies.Differences;
using Policies.Model;
using Shouldly;
using Tests.Infra.Planning;
using Xunit;

namespace Tests.Policies.Differences;

public sealed class AccessDifferenceTests
{
    [Fact]
    public void Stack_AgainstItself_ChangesNothing() => AccessDifference.Of(Prod(), Prod()).ShouldBeEmpty();

    [Fact]
    public void OneMethodMore_IsExactlyThatGain()
    {
        var change = AccessDifference.Of(Prod(), Prod(("{ from: reporting, methods: [GET]", "{ from: reporting, methods: [GET, HEAD]"))).ShouldHaveSingleItem();

        change.Kind.ShouldBe(ChangeKind.Gained);
        change.Destination.ShouldBe("eu/finance/ledger:8080");
        change.Source.ShouldBe("spiffe://eu.mesh.acme.example/ns/finance/sa/reporting");
        change.Request.ShouldContain("method HEAD");
        change.Transport.ShouldBe("mtls");
        change.Cause!.ToString().ShouldBe("eu: AuthorizationPolicy finance/ledger");
    }

    [Fact]
    public void TheSameTheOtherWayRound_IsALoss()
    {
        var change = AccessDifference.Of(Prod(("{ from: reporting, methods: [GET]", "{ from: reporting, methods: [GET, HEAD]")), Prod()).ShouldHaveSingleItem();

        change.Kind.ShouldBe(ChangeKind.Lost);
        change.Witness.ShouldContain("HEAD");
    }

    [Fact]
    public void NetworkPolicyRemoved_IsWhatThePodTakesNow()
    {
        var before = Prod();
        var after = new Fleet
        {
            Clusters =
            [
                .. before.Clusters.Select(cluster => cluster with
                {
                    NetworkPolicies = [.. cluster.NetworkPolicies.Where(policy => (cluster.Region, policy.Name) != ("eu", "workload-orders-db"))],
                    Manifests = [.. cluster.Manifests.Where(manifest => Name(manifest) != "workload-orders-db" || cluster.Region != "eu")],
                }),
            ],
        };

        var changes = AccessDifference.Of(before, after);

        changes.ShouldNotBeEmpty();
        changes.ShouldAllBe(change => change.Cause!.ToString() == "eu: NetworkPolicy data/workload-orders-db" && change.Kind == ChangeKind.Lost);
    }

    private static string? Name(MapNode manifest) => ((manifest["metadata"] as MapNode)?["name"] as ScalarNode)?.AsString;

    private static Fleet Prod(params (string Old, string New)[] edits)
    {
        var text = edits.Aggregate(StackText.Of("prod"), (stack, edit) => stack.Replace(edit.Old, edit.New, StringComparison.Ordinal));
        var reading = IntentReader.FromText("prod", "prod.yaml", Encoding.UTF8.GetBytes(text), new DateOnly(2026, 11, 21));
        return PlanFleet.Of(EnvironmentPlan.From(reading.Intent.ShouldNotBeNull(string.Join('\n', reading.Errors))));
    }
}

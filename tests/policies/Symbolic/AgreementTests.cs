using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Tests.Policies.Symbolic;

/// <summary>Two independent engines read the same policies: they must agree on every call. bench/ asks a million times.</summary>
public sealed class AgreementTests
{
    [Fact]
    public void Engines_RandomPoliciesAndCalls_Agree() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Agreement.Of(seed, calls: 20).Differences.ShouldBeEmpty()));

    [Fact]
    public void Engines_RandomLinkerdPoliciesAndCalls_Agree() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => LinkerdAgreement.Of(seed, calls: 20).Differences.ShouldBeEmpty()));

    [Fact]
    public void Engines_RandomAmbientPoliciesAndCalls_Agree() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => AmbientAgreement.Of(seed, calls: 20).Differences.ShouldBeEmpty()));

    [Fact]
    public void Engines_RandomGatewaysAndRoutes_Agree() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => GatewayAgreement.Of(seed, calls: 20).Differences.ShouldBeEmpty()));

    [Fact]
    public void Statements_RandomRoutesOfCallers_AreProvenOnlyWhereEveryCallArrives()
    {
        var asked = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var result = RoutedAgreement.Of(seed, calls: 40);
            result.Differences.ShouldBeEmpty();
            asked += result.Asked - result.Open;
        }

        asked.ShouldBeGreaterThan(300, "too few statements are proven for the test to say much");
    }

    /// <summary>Meshes about which the two once differed: what each was about is beside it.</summary>
    [Theory]
    [InlineData(567, "a match for other workloads, which is no route and so takes nothing")]
    [InlineData(666, "a match for another port, the same")]
    [InlineData(702, "an authority in capitals")]
    [InlineData(911, "the address that the gateway writes into the request")]
    [InlineData(956, "the address that a server sees which reads no requests")]
    [InlineData(1130, "the mesh's TLS to a gateway, which no PeerAuthentication turns off")]
    [InlineData(1704, "the same of a server for connections")]
    [InlineData(9723, "the address of a request at a port that a TLS Service has made one for connections")]
    [InlineData(40263, "the address of a request to a Service for connections, at a port that an older one has made one for requests")]
    public void Engines_GatewaysAndRoutesOfOldDifferences_Agree(int seed, string about) =>
        GatewayAgreement.Of(seed, calls: 50).Differences.ShouldBeEmpty(about);
}

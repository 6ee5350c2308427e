using FsCheck;
using FsCheck.Fluent;
using Policies;
using Policies.Gating;
using Shouldly;
using Xunit;

namespace Tests.Policies;

public sealed class GatingTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    [Fact]
    public void Suppression_OfAFinding_TakesItAway() =>
        new FindingPolicy { Suppressions = [Suppression("AuthorizationPolicy shop/orders")] }.Apply([Finding("orders")], Today).ShouldBeEmpty();

    [Theory]
    [InlineData("AuthorizationPolicy shop/*", true)]
    [InlineData("eu: AuthorizationPolicy shop/orders", true)]
    [InlineData("us: AuthorizationPolicy shop/orders", false)]
    [InlineData("AuthorizationPolicy shop/order", false)]
    public void Suppression_Object_IsNamedWithOrWithoutRegion(string name, bool covers) =>
        Suppression(name).Covers(Finding("orders")).ShouldBe(covers);

    [Fact]
    public void Suppression_AfterItsLastDay_IsAFindingBesideTheOther()
    {
        var policy = new FindingPolicy { Suppressions = [Suppression("AuthorizationPolicy shop/orders")] };

        policy.Apply([Finding("orders")], new DateOnly(2026, 12, 31)).ShouldBeEmpty();
        policy.Apply([Finding("orders")], new DateOnly(2027, 1, 1)).Select(finding => finding.Rule.Code).ShouldBe(["MTLS301", "MTLS910"], ignoreOrder: true);
    }

    [Fact]
    public void Suppression_OfNothing_IsAFinding() =>
        new FindingPolicy { Suppressions = [Suppression("AuthorizationPolicy shop/web")] }.Apply([], Today)
            .ShouldHaveSingleItem().Rule.ShouldBe(Catalogue.UnusedSuppression);

    [Fact]
    public void Levels_OfTheStack_ReplaceTheRules()
    {
        var policy = new FindingPolicy { Levels = new Dictionary<string, FindingLevel> { ["MTLS301"] = FindingLevel.Error } };

        policy.Apply([Finding("orders")], Today).ShouldHaveSingleItem().Level.ShouldBe(FindingLevel.Error);
        Finding("orders").Level.ShouldBe(FindingLevel.Warning);
    }

    [Fact]
    public void Baseline_AcceptsTheSameFinding_WhateverItsLine()
    {
        var baseline = Baseline.Of([Finding("orders", "spec.rules[0]", 3)]);

        baseline.Beyond([Finding("orders", "spec.rules[2]", 40)]).ShouldBeEmpty();
        baseline.Beyond([Finding("web", "spec.rules[0]", 3)]).Count.ShouldBe(1);
        baseline.Gone([]).ShouldBe(1);
    }

    [Fact]
    public void Baseline_OfOne_DoesNotAcceptASecond() =>
        Baseline.Of([Finding("orders", "spec.rules[0]")]).Beyond([Finding("orders", "spec.rules[0]"), Finding("orders", "spec.rules[1]")])
            .ShouldHaveSingleItem().Field.ShouldBe("spec.rules[1]");

    [Fact]
    public void Baseline_OfAnyFindings_AcceptsThemAndNothingElse()
    {
        var findings = Gen.ListOf(Gen.Elements("a", "b", "c").Select(name => Finding(name, "spec.rules[1]")));
        Check.QuickThrowOnFailure(Prop.ForAll(findings.ToArbitrary(), list => Baseline.Of(list).Beyond(list).Count == 0
            && Baseline.Of(list).Beyond([.. list, Finding("d")]).Count == 1
            && Baseline.Of(list).Gone([.. list]) == 0));
    }

    [Theory]
    [InlineData("MTLS301", true)]
    [InlineData("mtls3*", true)]
    [InlineData("authorization", true)]
    [InlineData("traffic", false)]
    [InlineData("MTLS4*", false)]
    public void Selection_ByCodePatternOrArea_NamesRules(string word, bool names)
    {
        RuleSelection.Parse([word], [], out var unknown).Includes(Catalogue.Find("MTLS301")!).ShouldBe(names);
        RuleSelection.Parse([], [word], out _).Includes(Catalogue.Find("MTLS301")!).ShouldBe(!names);
        unknown.ShouldBeEmpty();
    }

    [Fact]
    public void Selection_OfWordsThatNameNothing_TellsThem()
    {
        RuleSelection.Parse(["MTLS7*", "security"], ["MTLS301"], out var unknown);

        unknown.ShouldBe(["MTLS7*", "security"]);
    }

    private static Suppression Suppression(string name) =>
        new() { Code = "MTLS301", Object = name, Owner = "sre", Reason = "a test", Expires = new DateOnly(2026, 12, 31) };

    private static Finding Finding(string name, string? field = null, int line = 1) => new()
    {
        Rule = Catalogue.Find("MTLS301")!,
        Subject = new ObjectReference { Region = "eu", Kind = "AuthorizationPolicy", Namespace = "shop", Name = name },
        Field = field,
        Source = new SourceLocation("a.yaml", line),
        Message = "a message",
    };
}

using Infra;
using Policies;
using Shouldly;
using Xunit;

namespace Tests.Infra.Planning;

public sealed class FindingPoliciesTests
{
    [Fact]
    public void Policies_UnknownCode_IsReportedAtItsLine()
    {
        var reading = StackText.Read(StackText.Prod + "  mtls:policies:\n    levels: { MTLS399: error }\n");

        reading.Errors.ShouldHaveSingleItem().ToString().ShouldContain("there is no rule MTLS399");
    }

    [Fact]
    public void Policies_SuppressionOfNothing_IsAFindingWithTheStackFilesLine()
    {
        var text = StackText.Prod
            + "  mtls:policies:\n    suppressions:\n"
            + "      - { code: MTLS301, object: AuthorizationPolicy shop/nobody, owner: sre, reason: a test, expires: \"2026-12-31\" }\n";
        var finding = EnvironmentPlan.From(StackText.Read(text).Intent!).Findings.ShouldHaveSingleItem();

        finding.Rule.ShouldBe(Catalogue.UnusedSuppression);
        finding.Source!.File.ShouldBe(StackText.ProdFile);
        finding.Source.Line.ShouldBe(text.Split('\n').Length - 1);
    }
}

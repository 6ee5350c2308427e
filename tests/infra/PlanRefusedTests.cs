using Infra;
using Policies;
using Shouldly;
using Xunit;

namespace Tests.Infra;

public sealed class PlanRefusedTests
{
    /// <summary>Who sees the refusal under <c>pulumi up</c> reads what <c>check</c> would have said.</summary>
    [Fact]
    public void Message_OfARefusal_IsTheTextOfCheck()
    {
        var rule = Catalogue.Find("MTLS210")!;
        var finding = new Finding
        {
            Rule = rule,
            Level = FindingLevel.Error,
            Message = "enableAutoMtls is false",
            Subject = new ObjectReference { Kind = "ConfigMap", Namespace = "istio-system", Name = "istio" },
            Source = new SourceLocation("stacks/Pulumi.prod.yaml", 12),
        };

        new PlanRefusedException([finding, finding with { Message = "again" }]).Message.ShouldBe($"""
            error MTLS210 stacks/Pulumi.prod.yaml:12: ConfigMap istio-system/istio: enableAutoMtls is false
              fix: {rule.Remedy}
            error MTLS210 stacks/Pulumi.prod.yaml:12: ConfigMap istio-system/istio: again
              fix: {rule.Remedy}
            2 errors
            """);
    }
}

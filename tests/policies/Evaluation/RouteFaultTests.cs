using System.Text;
using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>Routes that answer requests themselves: all of them, a part, or none (istio: pilot/pkg/networking/core/route/route.go, TranslateFault).</summary>
public sealed class RouteFaultTests
{
    [Theory]
    [InlineData("fault: { abort: { percentage: { value: 100 }, httpStatus: 503 } }", false)]
    [InlineData("fault: { abort: { percentage: { value: 100 }, grpcStatus: UNAVAILABLE } }", false)]
    [InlineData("fault: { abort: { percentage: { value: 50 }, httpStatus: 503 } }", null)]
    [InlineData("fault: { abort: { percentage: { value: 0 }, httpStatus: 503 } }", true)]
    [InlineData("fault: { abort: { httpStatus: 503 } }", true)]
    [InlineData("fault: { abort: { percentage: { value: 100 }, http2Error: CANCEL } }", true)]
    [InlineData("fault: { delay: { percentage: { value: 100 }, fixedDelay: 5s } }", true)]
    public void Fault_OfARoute_AnswersAsManyAsItSays(string fault, bool? allow) => Ask($"{fault}, route: [ {{ destination: {{ host: b }} }} ]").Allow.ShouldBe(allow);

    [Theory]
    [InlineData("redirect: { uri: /x }")]
    [InlineData("directResponse: { status: 403 }")]
    public void Route_ThatAnswersItself_LetsNoRequestThrough(string route)
    {
        var verdict = Ask(route);

        verdict.Allow.ShouldBe(false);
        verdict.DeniedBy.ShouldBe(Layer.ClientTls);
        verdict.Reason.ShouldBe("VirtualService shop/v: its route answers instead of the service");
    }

    private static Verdict Ask(string route)
    {
        var reading = ScenarioReader.Read(
            Encoding.UTF8.GetBytes($$"""
                workloads:
                - { name: a, namespace: shop }
                - { name: b, namespace: shop, ports: [ { name: http, servicePort: 80, protocol: HTTP } ] }
                config: [ { kind: VirtualService, metadata: { name: v, namespace: shop }, spec: { hosts: [b], http: [ { {{route}} } ] } } ]
                calls: [ { from: a, to: b, path: / } ]
                """),
            "s.yaml");
        reading.Errors.ShouldBeEmpty();
        return new Evaluator(new Fleet { Clusters = [reading.Scenarios[0].Cluster] }).Evaluate(reading.Scenarios[0].Calls[0])[0];
    }
}

using System.Text;
using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>Headers of a scenario's call in every form that people write them in.</summary>
public sealed class ScenarioHeadersTests
{
    [Theory]
    [InlineData("{ X-User: admin }", true)]
    [InlineData("{ X-User: [admin] }", true)]
    [InlineData("{ X-User: [admin, guest] }", false)]
    [InlineData("[ { name: X-User, value: admin } ]", true)]
    [InlineData("[ { name: X-User, values: [admin] } ]", true)]
    [InlineData("[ { X-User: admin } ]", true)]
    [InlineData("[ 'X-User: admin' ]", true)]
    [InlineData("[ 'x-user:admin' ]", true)]
    [InlineData("[ 'X-User: admin', 'X-User: guest' ]", false)]
    [InlineData("[ { name: X-User, value: guest } ]", false)]
    [InlineData("[ { name: X-Other } ]", false)]
    [InlineData("[]", false)]
    [InlineData("{}", false)]
    public void Headers_InEveryForm_AreTheSame(string headers, bool allow)
    {
        var reading = Read(headers);

        reading.Errors.ShouldBeEmpty();
        new Evaluator(new Fleet { Clusters = [reading.Scenarios[0].Cluster] }).Evaluate(reading.Scenarios[0].Calls[0])[0].Allow.ShouldBe(allow);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("[ no-colon ]")]
    [InlineData("[ { name: a, vaule: b } ]")]
    [InlineData("[ [ a, b ] ]")]
    public void Headers_InAnotherForm_AreRefusedWithWhatIsAllowed(string headers) =>
        Read(headers).Errors.ShouldHaveSingleItem().Message.ShouldContain("headers: a header is an entry of a map, or of a list { name, value }, { <name>: <value> } or 'name: value'");

    private static ScenarioReading Read(string headers) => ScenarioReader.Read(
        Encoding.UTF8.GetBytes($$"""
            workloads:
            - { name: a, namespace: shop }
            - { name: b, namespace: shop, ports: [ { name: http, servicePort: 80, protocol: HTTP } ] }
            config:
            - { kind: AuthorizationPolicy, metadata: { name: p, namespace: shop }, spec: { rules: [ { when: [ { key: 'request.headers[x-user]', values: [admin] } ] } ] } }
            calls: [ { from: a, to: b, headers: {{headers}} } ]
            """),
        "s.yaml");
}

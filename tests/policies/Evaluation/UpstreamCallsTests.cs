using System.Text.Json;
using System.Text.Json.Nodes;
using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace Tests.Policies.Evaluation;

/// <summary>Upstream's end-to-end cases. Not run where <c>../shared</c> is not beside the checkout; the test's output says so.</summary>
public sealed class UpstreamCallsTests(ITestOutputHelper output)
{
    [Fact]
    public void Evaluate_AccessCalls_GivesUpstreamsVerdicts()
    {
        if (Read("access-calls.json") is not { } file)
        {
            return;
        }

        var reading = ScenarioReader.Read(JsonSerializer.SerializeToUtf8Bytes(file), "access-calls.json");
        reading.Errors.ShouldBeEmpty();
        var wrong = new List<string>();
        var count = 0;
        for (var index = 0; index < reading.Scenarios.Count; index++)
        {
            var evaluator = new Evaluator(new Fleet { Clusters = [reading.Scenarios[index].Cluster] });
            var expected = file["cases"]![index]!["calls"]!.AsArray();
            for (var call = 0; call < expected.Count; call++, count++)
            {
                var verdict = evaluator.Evaluate(reading.Scenarios[index].Calls[call].ShouldHaveSingleItem());
                if (verdict.Allow != (bool)expected[call]!["allow"]!)
                {
                    wrong.Add($"{reading.Scenarios[index].Name}: {expected[call]!.ToJsonString()}: {verdict.Allow} by {verdict.DecidedBy}: {verdict.Reason}");
                }
            }
        }

        wrong.ShouldBeEmpty();
        count.ShouldBeGreaterThan(100);
    }

    /// <summary>
    /// The naked client and the naked server of upstream's test are one workload, which upstream does not have call itself; the modes that upstream fills
    /// into two of its templates are those of the case's name.
    /// </summary>
    [Fact]
    public void Evaluate_Reachability_GivesUpstreamsVerdicts()
    {
        if (Read("reachability.json") is not { } file)
        {
            return;
        }

        var wrong = new List<string>();
        var count = 0;
        foreach (var testCase in file["cases"]!.AsArray())
        {
            var name = (string)testCase!["name"]!;
            var config = testCase["config"]!.ToJsonString();
            config = name == "mtls strict"
                ? config.Replace("\"mtls\":{\"mode\":\"\\u003Cno value\\u003E\"", "\"mtls\":{\"mode\":\"STRICT\"", StringComparison.Ordinal).Replace("\\u003Cno value\\u003E", "ISTIO_MUTUAL", StringComparison.Ordinal)
                : config.Replace("\\u003Cno value\\u003E", "DISABLE", StringComparison.Ordinal);
            foreach (var expected in testCase["expect"]!.AsArray())
            {
                if (expected!["from"]!.ToString() == "naked" && expected["to"]!.ToString() == "naked")
                {
                    continue;
                }

                foreach (var protocol in expected["protocols"]!.AsArray())
                {
                    var verdict = Evaluate(file["mesh"]!.ToJsonString(), config, expected, (string)protocol!);
                    count++;
                    if (verdict.Allow != (bool)expected["success"]! || (verdict.Allow == true && (verdict.Transport is Transport.Mtls) != (bool)expected["mtls"]!))
                    {
                        wrong.Add($"{name}: {expected.ToJsonString()} {protocol}: {verdict.Allow} over {verdict.Transport} by {verdict.DecidedBy}: {verdict.Reason}");
                    }
                }
            }
        }

        wrong.ShouldBeEmpty();
        count.ShouldBeGreaterThan(50);
    }

    private static Verdict Evaluate(string mesh, string config, JsonNode expected, string protocol)
    {
        const string ports = """
            [ { "name": "http", "servicePort": 80, "targetPort": 18080, "protocol": "HTTP" }, { "name": "http2", "servicePort": 85, "targetPort": 18085, "protocol": "HTTP2" },
              { "name": "grpc", "servicePort": 7070, "targetPort": 17070, "protocol": "GRPC" }, { "name": "tcp", "servicePort": 9090, "targetPort": 19090, "protocol": "TCP" },
              { "name": "https", "servicePort": 443, "targetPort": 18443, "protocol": "HTTPS" } ]
            """;
        var to = expected["to"] is JsonObject subset ? $"{subset["service"]}-{subset["subset"]}" : expected["to"]!.ToString() == "sidecar" ? "b" : "naked";
        var scenario = $$"""
            { "mesh": {{mesh}}, "config": {{config}},
              "workloads": [
                { "name": "a", "namespace": "echo1", "labels": { "app": "a" }, "ports": {{ports}} },
                { "name": "b", "namespace": "echo1", "labels": { "app": "b" }, "ports": {{ports}} },
                { "name": "naked", "namespace": "echo1", "labels": { "app": "naked" }, "sidecar": false, "ports": {{ports}} },
                { "name": "migration-vistio", "service": "migration", "namespace": "echo1", "labels": { "app": "migration", "version": "vistio" }, "ports": {{ports}} },
                { "name": "migration-vlegacy", "service": "migration", "namespace": "echo1", "labels": { "app": "migration", "version": "vlegacy" }, "sidecar": false, "ports": {{ports}} } ],
              "calls": [ { "from": "echo1/{{(expected["from"]!.ToString() == "sidecar" ? "a" : "naked")}}", "to": "echo1/{{to}}", "path": "{{expected["path"]?.ToString() ?? "/"}}",
                "portName": "{{(protocol == "WebSocket" ? "http" : protocol.ToLowerInvariant())}}", "protocol": "{{protocol}}" } ] }
            """;
        var reading = ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes(scenario), "reachability.json");
        reading.Errors.ShouldBeEmpty();
        var read = reading.Scenarios.ShouldHaveSingleItem();
        return new Evaluator(new Fleet { Clusters = [read.Cluster] }).Evaluate(read.Calls[0].ShouldHaveSingleItem());
    }

    private JsonNode? Read(string name)
    {
        if (Repository.Shared($"vectors/{name}") is { } path)
        {
            return JsonNode.Parse(File.ReadAllText(path));
        }

        output.WriteLine($"not run: shared/vectors/{name} is not beside the checkout");
        return null;
    }
}

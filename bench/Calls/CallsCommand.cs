using System.Diagnostics;
using System.Globalization;
using System.Text;
using Policies.Evaluation;
using Policies.Model;

namespace Bench.Calls;

/// <summary>How many calls one core answers in a second, after warm-up: the heart of <c>access evaluate</c>.</summary>
internal static class CallsCommand
{
    private const int Callers = 10;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(3);

    /// <summary>Measures and prints.</summary>
    /// <param name="services">How many services there are; each has a policy of eight rules, and is called by ten others.</param>
    public static int Run(int services)
    {
        var reading = ScenarioReader.Read(Encoding.UTF8.GetBytes(Scenario(services)), "bench");
        var scenario = reading.Scenarios.Single();
        var evaluator = new Evaluator(new Fleet { Clusters = [scenario.Cluster] });
        var calls = scenario.Calls.Select(call => call[0]).ToArray();
        var allowed = Answer(evaluator, calls);
        Measure(evaluator, calls, TimeSpan.FromSeconds(1));
        var (answered, seconds, bytes) = Measure(evaluator, calls, Span);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{services} services, {services * 8} rules, {calls.Length} different calls ({allowed} allowed): {answered / seconds:N0} calls per second of one core's time, {(double)bytes / answered:N0} bytes each"));
        return 0;
    }

    /// <summary>Processor time is counted and not the clock's, so that other work on the machine does not count.</summary>
    private static (long Answered, double Seconds, long Bytes) Measure(Evaluator evaluator, Call[] calls, TimeSpan span)
    {
        using var process = Process.GetCurrentProcess();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var before = process.TotalProcessorTime;
        var answered = 0L;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < span; answered += calls.Length)
        {
            Answer(evaluator, calls);
        }

        process.Refresh();
        return (answered, (process.TotalProcessorTime - before).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    private static int Answer(Evaluator evaluator, Call[] calls)
    {
        var allowed = 0;
        foreach (var call in calls)
        {
            allowed += evaluator.Evaluate(call).Allow == true ? 1 : 0;
        }

        return allowed;
    }

    private static string Scenario(int services)
    {
        var text = new StringBuilder("{ \"workloads\": [");
        text.AppendJoin(',', Enumerable.Range(0, services).Select(index =>
            $$"""{ "name": "s{{index}}", "namespace": "n{{index / 10}}", "labels": { "app": "s{{index}}" }, "serviceAccount": "s{{index}}", "ports": [ { "name": "http", "servicePort": 80, "targetPort": 8080, "protocol": "HTTP" } ] }"""));
        text.Append("], \"config\": [ { \"kind\": \"PeerAuthentication\", \"metadata\": { \"name\": \"default\", \"namespace\": \"istio-system\" }, \"spec\": { \"mtls\": { \"mode\": \"STRICT\" } } },");
        text.AppendJoin(',', Enumerable.Range(0, services).Select(index => Policy(index, services)));
        text.Append("], \"calls\": [");
        text.AppendJoin(',', Enumerable.Range(0, services).SelectMany(index => Enumerable.Range(1, Callers).Select(caller =>
            $$"""{ "from": "n{{(index + caller) % services / 10}}/s{{(index + caller) % services}}", "to": "n{{index / 10}}/s{{index}}", "port": 80, "method": "POST", "path": "/orders/{{caller}}/items" }""")));
        return text.Append("] }").ToString();
    }

    private static string Policy(int index, int services)
    {
        var rules = string.Join(',', Enumerable.Range(1, 8).Select(caller =>
            $$"""{ "from": [ { "source": { "principals": ["cluster.local/ns/n{{(index + caller) % services / 10}}/sa/s{{(index + caller) % services}}"] } } ], "to": [ { "operation": { "ports": ["8080"], "methods": ["GET", "POST"], "paths": ["/health", "/orders/*", "/carts/{*}/items"] } } ] }"""));
        return $$"""{ "kind": "AuthorizationPolicy", "metadata": { "name": "s{{index}}", "namespace": "n{{index / 10}}" }, "spec": { "selector": { "matchLabels": { "app": "s{{index}}" } }, "rules": [{{rules}}] } }""";
    }
}

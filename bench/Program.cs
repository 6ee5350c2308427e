using System.CommandLine;
using Bench.Access;
using Bench.Authorities;
using Bench.Calls;
using Bench.Micro;
using Bench.Operations;
using Bench.Report;
using Bench.Startup;
using Bench.Systems;
using BenchmarkDotNet.Running;

namespace Bench;

/// <summary>
/// Measures the program: <c>report</c> by size, <c>micro</c> on the hot paths, <c>calls</c> on the evaluator, <c>trust</c> on certificates and handshakes,
/// <c>migrate</c> and <c>verify</c> on operations, <c>systems</c> with all of them.
/// </summary>
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        var regions = new Option<int>("--regions") { Description = "how many regions", DefaultValueFactory = _ => 2 };
        var services = new Option<int[]>("--services")
        {
            Description = "how many services, several numbers with commas between them",
            DefaultValueFactory = _ => [100, 1000, 5000],
            CustomParser = result =>
            {
                var numbers = result.Tokens[0].Value.Split(',').Select(text => int.TryParse(text, out var number) && number > 0 ? number : 0).ToArray();
                if (numbers.Contains(0))
                {
                    result.AddError($"'{result.Tokens[0].Value}' is not a list of whole numbers above 0, such as 100,1000");
                }

                return numbers;
            },
        };

        var report = new Command("report", "prints a Markdown table: time and memory by number of services, beside cdk8s") { services, regions };
        report.SetAction((result, _) => ReportCommand.RunAsync(result.GetValue(services)!, result.GetValue(regions)));

        // One process for each size, so that no size profits from the one before and each has its own peak of memory.
        var stack = new Argument<string>("stack file");
        var measure = new Command("measure", "measures one stack file in this process and prints JSON") { stack };
        measure.Hidden = true;
        measure.SetAction((result, _) => Pipeline.MeasureAsync(result.GetValue(stack)!));

        var micro = new Command("micro", "times the hot paths with BenchmarkDotNet");
        micro.SetAction(_ => BenchmarkRunner.Run<HotPaths>());

        var evaluated = new Option<int>("--services") { Description = "how many services", DefaultValueFactory = _ => 1000 };
        var calls = new Command("calls", "answers calls for some seconds and prints how many of them in a second of processor time") { evaluated };
        calls.SetAction(result => CallsCommand.Run(result.GetValue(evaluated)));

        var callers = new Option<int>("--callers") { Description = "how many callers each service has", DefaultValueFactory = _ => 5 };
        var passes = new Option<int>("--passes") { Description = "how often each part is measured; the best counts", DefaultValueFactory = _ => 4 };
        var prove = new Command("prove", "times the rules and the proof of the intent by number of services") { services, regions, callers, passes };
        prove.SetAction(result => ProveCommand.Run(result.GetValue(services)!, result.GetValue(regions), result.GetValue(callers), result.GetValue(passes)));

        var requests = new Option<int>("--requests") { Description = "how many questions", DefaultValueFactory = _ => 1_000_000 };
        var seed = new Option<int>("--seed") { Description = "the first random mesh", DefaultValueFactory = _ => 1 };
        var mesh = new Option<string?>("--mesh") { Description = "only this kind of mesh, with its third of the questions" }.AcceptOnlyFromAmong(AgreeCommand.Words);
        var agree = new Command("agree", "asks the symbolic engine and the evaluator the same random questions") { requests, seed, mesh };
        agree.SetAction(result => AgreeCommand.Run(result.GetValue(requests), result.GetValue(seed), result.GetValue(mesh)));

        var many = new Option<int>("--regions") { Description = "how many regions", DefaultValueFactory = _ => 10 };
        var trust = new Command("trust", "times issuing and the proof of a rotation, beside openssl") { many };
        trust.SetAction((result, _) => AuthoritiesCommand.RunAsync(result.GetValue(many)));

        var ports = new Option<int>("--ports") { Description = "how many ports", DefaultValueFactory = _ => 1000 };
        var migrate = new Command("migrate", "times infra migrate against a local Prometheus with a week") { ports };
        migrate.SetAction((result, _) => MigrateCommand.RunAsync(result.GetValue(ports)));

        // 440 services in two regions make 5,000 objects.
        var verified = new Option<int>("--services") { Description = "how many services", DefaultValueFactory = _ => 440 };
        var verify = new Command("verify", "times infra verify on dumps of both regions") { verified };
        verify.SetAction((result, _) => VerifyCommand.RunAsync(result.GetValue(verified)));

        var systems = new Command("systems", "times infra preview of prod, and of prod with every system that can stand beside the others");
        systems.SetAction((_, _) => SystemsCommand.RunAsync());

        var startup = new Command("startup", "adds to infra/ReadyToRun/instantiations.txt what the built program still compiles at run time");
        startup.SetAction((_, _) => StartupCommand.RunAsync());

        return new RootCommand("Measures the program") { report, measure, micro, calls, prove, agree, trust, migrate, verify, systems, startup }.Parse(args).InvokeAsync();
    }
}

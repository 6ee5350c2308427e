using Infra.Cli;

namespace Infra;

/// <summary>The entry point: a Pulumi program under the Pulumi CLI, a command line otherwise.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        var clock = TimeProvider.System;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (args.Length == 0 && Environment.GetEnvironmentVariable("PULUMI_MONITOR") is not null)
        {
            return EnvironmentStack.RunAsync(Environment.GetEnvironmentVariable("PULUMI_CONFIG"), today);
        }

        Rehearsal.Begin(args, today);
        return new CommandLine().RunAsync(args, new CliContext
        {
            Console = CliConsole.OfProcess(Environment.GetEnvironmentVariable),
            WorkingDirectory = Environment.CurrentDirectory,
            Clock = clock,
        });
    }
}

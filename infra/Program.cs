using Infra.Cli;

namespace Infra;

/// <summary>The entry point: a Pulumi program under the Pulumi CLI, a command line otherwise.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        var clock = TimeProvider.System;
        return args.Length == 0 && Environment.GetEnvironmentVariable("PULUMI_MONITOR") is not null
            ? EnvironmentStack.RunAsync(Environment.GetEnvironmentVariable("PULUMI_CONFIG"), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
            : new CommandLine().RunAsync(args, new CliContext
            {
                Console = CliConsole.OfProcess(Environment.GetEnvironmentVariable),
                WorkingDirectory = Environment.CurrentDirectory,
                Clock = clock,
            });
    }
}

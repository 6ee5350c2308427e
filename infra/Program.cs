using Infra.Cli;

namespace Infra;

/// <summary>The entry point: a Pulumi program under the Pulumi CLI, a command line otherwise.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => new CommandLine().RunAsync(args, new CliContext
    {
        Console = CliConsole.OfProcess(Environment.GetEnvironmentVariable),
        WorkingDirectory = Environment.CurrentDirectory,
        Clock = TimeProvider.System,
    });
}

using System.Diagnostics;

namespace Bench.Report;

/// <summary>Runs programs and takes the time.</summary>
internal static class ChildProcess
{
    /// <summary>What a program wrote, and how long it ran. What it writes to standard error goes to ours unless it is asked for.</summary>
    /// <exception cref="InvalidOperationException">It ended with an exit code above <paramref name="highestExitCode"/>.</exception>
    public static async Task<(string Output, string Error, TimeSpan Elapsed)> RunAsync(
        string program, IEnumerable<string> arguments, string workingDirectory, int highestExitCode = 0, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = Stopwatch.GetTimestamp();
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            info.Environment[name] = value;
        }

        using var process = Process.Start(info)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var elapsed = Stopwatch.GetElapsedTime(start);
        return process.ExitCode <= highestExitCode
            ? (await output, await error, elapsed)
            : throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}: {await error}");
    }

    /// <summary>Whether a program is installed.</summary>
    public static bool Exists(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")) || File.Exists(Path.Combine(folder, program + ".cmd")));
}

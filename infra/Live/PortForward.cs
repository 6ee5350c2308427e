using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Live;

/// <summary>A port of a pod at a port of this machine's loopback address, by <c>kubectl port-forward</c>, until it is disposed of.</summary>
internal sealed partial class PortForward : IAsyncDisposable
{
    private readonly Process _process;

    private PortForward(Process process, int port) => (_process, Port) = (process, port);

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts it, and waits until kubectl listens.</summary>
    /// <param name="start">kubectl with its arguments.</param>
    /// <param name="limit">How long to wait.</param>
    /// <returns>The forward; or, where there is none, what kubectl said.</returns>
    public static async Task<(PortForward? Forward, string Error)> StartAsync(ProcessStartInfo start, TimeSpan limit)
    {
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        using var time = new CancellationTokenSource(limit);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(time.Token) is { } line)
            {
                if (Listening().Match(line) is { Success: true } match)
                {
                    return (new PortForward(process, int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture)), "");
                }
            }

            await process.WaitForExitAsync(time.Token);
            var said = await error;
            process.Dispose();
            return (null, said);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            return (null, string.Create(CultureInfo.InvariantCulture, $"no port was opened within {limit.TotalSeconds:0} s"));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await EndAsync(_process);

    private static async Task EndAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [GeneratedRegex(@"^Forwarding from 127\.0\.0\.1:(?<port>\d{1,5}) -> \d+")]
    private static partial Regex Listening();
}

using System.ComponentModel;
using System.Diagnostics;

namespace Tests.Support;

/// <summary>A real program that tests start: openssl, promtool, nats-server, … A missing one fails the test and names its package.</summary>
/// <param name="Name">The program, found on PATH or by absolute path.</param>
/// <param name="Package">The Debian package that carries it.</param>
internal sealed record RealProgram(string Name, string Package)
{
    public static readonly RealProgram OpenSsl = new("openssl", "openssl");
    public static readonly RealProgram Promtool = new("promtool", "prometheus");
    public static readonly RealProgram Prometheus = new("prometheus", "prometheus");
    public static readonly RealProgram NatsServer = new("nats-server", "nats-server");
    public static readonly RealProgram Nginx = new(File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx", "nginx");
    public static readonly RealProgram RedisServer = new("redis-server", "redis-server");
    public static readonly RealProgram RedisCli = new("redis-cli", "redis-tools");
    public static readonly RealProgram Strace = new("strace", "strace");
    public static readonly RealProgram Kubectl = new("kubectl", "kubernetes-client");

    /// <summary>Debian's own where it is there, since its packages bring the modules; another one on PATH may lack them.</summary>
    public static readonly RealProgram Python = new(
        File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3", "python3, python3-yaml and python3-jsonschema");

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs it to its end.</summary>
    public Result Run(IEnumerable<string> arguments, string? input = null, string? workingDirectory = null)
    {
        using var process = Start(arguments, workingDirectory);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            process.StandardInput.Write(input);
        }

        process.StandardInput.Close();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{Name} did not end within {Limit}");
        }

        return new Result(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Starts it with all its streams redirected; the caller ends it.</summary>
    public Process Start(IEnumerable<string> arguments, string? workingDirectory = null)
    {
        var start = new ProcessStartInfo(Name)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? "",
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{Name} did not start");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"this test needs '{Name}': apt-get install {Package} ({e.Message})", e);
        }
    }

    /// <summary>How a run ended.</summary>
    public sealed record Result(int ExitCode, string Output, string Error)
    {
        /// <summary>Everything that it said.</summary>
        public string Text => Output + Error;
    }
}

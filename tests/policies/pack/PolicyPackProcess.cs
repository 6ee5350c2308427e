using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Tests.Support;

namespace Tests.Policies.Pack;

/// <summary>The policy pack as Pulumi starts it: a process of its own that is told the engine's address and says its port.</summary>
public sealed class PolicyPackProcess : IDisposable
{
    private static readonly RealProgram Env = new("env", "coreutils");
    private static readonly RealProgram Node = new("node", "nodejs");
    private static readonly RealProgram Npm = new("npm", "npm");
    private static readonly Lock Installing = new();
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TcpListener _engine = new(IPAddress.Loopback, 0);
    private readonly Process _process;

    public PolicyPackProcess()
    {
        _engine.Start();
        _process = Start(_engine.LocalEndpoint.ToString()!);
        FirstLine = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(_process.StandardError.ReadToEnd());
    }

    /// <summary>Everything that the engine reads before it dials.</summary>
    public string FirstLine { get; }

    public int Port => int.Parse(FirstLine, NumberStyles.None, CultureInfo.InvariantCulture);

    public int Id => _process.Id;

    /// <summary>Starts the pack's process with arguments of one's own. A shell starts what it puts into the background with SIGINT ignored, and that is inherited: here it is as at a terminal.</summary>
    internal static Process Start(params string[] arguments)
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;
        return Env.Start(["--default-signal=INT", "dotnet", "exec", Repository.File($"policies/pack/bin/{configuration}/net10.0/policy-pack.dll"), .. arguments]);
    }

    /// <summary>Calls methods one after the other through the client of <c>client.js</c>; what stands in an inner array, all at once.</summary>
    /// <returns>An object for each: <c>code</c> with <c>response</c> or <c>message</c>.</returns>
    public JsonArray Call(JsonArray calls, string compression = "identity")
    {
        Install();
        var run = Node.Run(
            [Repository.File("tests/policies/pack/client.js"), FirstLine, compression],
            input: calls.ToJsonString(new JsonSerializerOptions { MaxDepth = 2000 }));
        run.ExitCode.ShouldBe(0, run.Text);
        return JsonNode.Parse(run.Output)!.AsArray();
    }

    /// <summary>One call that is to succeed.</summary>
    public JsonObject Answer(string method, JsonObject? request = null)
    {
        var answer = Call([Request(method, request)])[0]!;
        answer["code"]!.GetValue<int>().ShouldBe(0, answer.ToJsonString());
        return answer["response"]!.AsObject();
    }

    public static JsonObject Request(string method, JsonObject? request = null) => new() { ["method"] = method, ["request"] = request ?? [] };

    /// <summary>Waits for the process to end by itself.</summary>
    public int WaitForExit()
    {
        _process.WaitForExit(Limit).ShouldBeTrue($"the pack still runs after {Limit}");
        return _process.ExitCode;
    }

    /// <summary>The engine is gone, as after a kill.</summary>
    public void StopEngine() => _engine.Stop();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _engine.Dispose();
    }

    private static void Install()
    {
        lock (Installing)
        {
            var folder = Repository.File("tests/policies/pack");
            if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            {
                var install = Npm.Run(["install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"], workingDirectory: folder);
                install.ExitCode.ShouldBe(0, install.Text);
            }
        }
    }
}

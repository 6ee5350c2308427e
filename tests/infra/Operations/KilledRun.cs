using Shouldly;
using Tests.Support;

namespace Tests.Infra.Operations;

/// <summary>The built program in a process of its own, which can be killed (SIGKILL) as it is about to make any of its changes to files.</summary>
internal static class KilledRun
{
    private const int Killed = 128 + 9;

    // Everything by which a .NET program writes, moves, makes or removes files.
    private const string Changes = "pwrite64,rename,renameat,renameat2,mkdir,mkdirat,unlink,unlinkat,rmdir";

    private static string[] Program => [Environment.ProcessPath!, "exec", Path.Combine(AppContext.BaseDirectory, "infra.dll")];

    /// <summary>Runs it to its end, which has to be a good one.</summary>
    public static void ToTheEnd(string folder, params string[] arguments)
    {
        var run = new RealProgram(Program[0], "the .NET SDK of global.json").Run([.. Program[1..], .. arguments], workingDirectory: folder);
        run.ExitCode.ShouldBe(0, run.Text);
    }

    /// <summary>
    /// Runs it to its end, and tells the changes that it made in their order: each by the system call, and how many of these its thread had made with it, which is
    /// how strace counts.
    /// </summary>
    public static IReadOnlyList<(string Call, int Number)> ChangesOf(string folder, params string[] arguments)
    {
        using var own = new TemporaryFolder();
        var log = Path.Combine(own.Path, "log");
        var run = Traced(folder, arguments, "-o", log);
        run.ExitCode.ShouldBe(0, run.Text);
        Dictionary<(string Thread, string Call), int> made = [];
        List<(string, int)> changes = [];
        // Each line is "<thread> <call>(…".
        foreach (var words in File.ReadLines(log).Select(line => line.Split([' ', '('], StringSplitOptions.RemoveEmptyEntries)))
        {
            var number = made[(words[0], words[1])] = made.GetValueOrDefault((words[0], words[1])) + 1;
            changes.Add((words[1], number));
        }

        return changes;
    }

    /// <summary>Runs it until it is about to make one of these changes, and kills it there.</summary>
    public static void UpTo((string Call, int Number) change, string folder, params string[] arguments)
    {
        var run = Traced(folder, arguments, "-o", "/dev/null", "-e", $"inject={change.Call}:signal=KILL:when={change.Number}");
        run.ExitCode.ShouldBe(Killed, $"{change}: {run.Text}");
    }

    /// <summary>Without the pipes for debuggers, which the runtime makes and removes itself.</summary>
    private static RealProgram.Result Traced(string folder, string[] arguments, params string[] options) => RealProgram.Strace.Run(
        ["-f", "-qq", "-E", "DOTNET_EnableDiagnostics=0", "-e", "signal=none", "-e", $"trace={Changes}", .. options, .. Program, .. arguments],
        workingDirectory: folder);
}

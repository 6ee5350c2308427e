using System.Text;
using System.Text.RegularExpressions;
using Bench.Report;
using Infra.Settings;

namespace Bench.Startup;

/// <summary>
/// Finds the closed generic types whose methods a run still compiles, and adds them to the list that Release builds compile ahead
/// (<c>docs/adr/0004-start-up.md</c>).
/// </summary>
internal static partial class StartupCommand
{
    private const string List = "infra/ReadyToRun/instantiations.txt";

    /// <summary>Runs the built program's verbs and writes the list.</summary>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("infra-startup-");
        try
        {
            var path = Path.Combine(Checkout.Root, List);
            var lines = await File.ReadAllLinesAsync(path);
            var known = lines.Where(line => !line.StartsWith('#')).ToHashSet(StringComparer.Ordinal);
            var added = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var (arguments, root) in Runs(folder.FullName))
            {
                var found = await CompiledAsync(arguments, root, Path.Combine(folder.FullName, "run.nettrace"));
                added.UnionWith(found.Except(known));
                Console.WriteLine($"infra {arguments}: {found.Count} types, {added.Count} new so far");
            }

            await File.WriteAllLinesAsync(path, [.. lines.Where(line => line.StartsWith('#')), .. known.Concat(added).Order(StringComparer.Ordinal)]);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<(string Arguments, string Root)> Runs(string folder)
    {
        var (root, output) = (Checkout.Root, Path.Combine(folder, "out"));
        foreach (var stack in StackFiles.Names(root))
        {
            yield return ($"preview {stack}", root);
            yield return ($"check {stack} -o sarif", root);
        }

        yield return ($"render prod -o {output}", root);
        yield return ($"preview prod --against {output}", root);
        yield return ($"check -f {output}", root);
        yield return ("trust prod", root);
        yield return ("access prod --from checkout --to ledger", root);

        var stacks = Path.Combine(folder, "stacks");
        Directory.CreateDirectory(stacks);
        File.Copy(Path.Combine(root, "Pulumi.yaml"), Path.Combine(folder, "Pulumi.yaml"));
        File.WriteAllText(Path.Combine(stacks, "Pulumi.bench.yaml"), SyntheticEnvironment.StackFile(100, 2, 5));
        yield return ("preview bench", folder);
    }

    /// <summary>The runtime writes an event with the name of the type for each method that it compiles.</summary>
    private static async Task<HashSet<string>> CompiledAsync(string arguments, string folder, string trace)
    {
        await ChildProcess.RunAsync(Checkout.Infra, arguments.Split(' '), folder, highestExitCode: 1, new Dictionary<string, string?>
        {
            ["DOTNET_EnableEventPipe"] = "1",
            ["DOTNET_EventPipeConfig"] = "Microsoft-Windows-DotNETRuntime:0x10:5",
            ["DOTNET_EventPipeOutputPath"] = trace,
            // Else the trace ends with the names of all methods that were loaded, those that are compiled already among them.
            ["DOTNET_EventPipeRundown"] = "0",
        });
        var bytes = await File.ReadAllBytesAsync(trace);
        // The file's strings are UTF-16 and stand at even and at odd places.
        return [.. Closed().Matches(Encoding.Unicode.GetString(bytes)).Concat(Closed().Matches(Encoding.Unicode.GetString(bytes.AsSpan(1)))).Select(match => match.Value)];
    }

    [GeneratedRegex(@"(?<=\0)[\w.+<>|$`-]+`\d+[\w.+<>|$`-]*\[[\w.+<>|$`,\[\]-]+\](?=\0)")]
    private static partial Regex Closed();
}

using System.Text.Json;

namespace Bench.Report;

/// <summary>The peer: cdk8s, printing the same objects.</summary>
internal static class Cdk8s
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "bench", "cdk8s");

    /// <summary>Why it cannot be measured, or null. Installs its packages where they are missing.</summary>
    public static async Task<string?> PrepareAsync()
    {
        if (!ChildProcess.Exists("node") || !ChildProcess.Exists("npm"))
        {
            return "cdk8s was not measured: node and npm are not installed (Debian: nodejs, npm)";
        }

        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            await ChildProcess.RunAsync("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock"], Folder);
        }

        return null;
    }

    /// <summary>How long the process took, and how much memory it held, in megabytes.</summary>
    /// <param name="objects">A file with a JSON array of objects.</param>
    public static async Task<(TimeSpan Elapsed, double Megabytes)> PrintAsync(string objects)
    {
        var (_, error, elapsed) = await ChildProcess.RunAsync("node", ["print.js", objects, objects + ".yaml"], Folder);
        using var said = JsonDocument.Parse(error);
        return (elapsed, said.RootElement.GetProperty("megabytes").GetDouble());
    }
}

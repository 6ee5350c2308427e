namespace Bench.Report;

/// <summary>The checkout that is measured.</summary>
internal static class Checkout
{
    /// <summary>The folder of Infra.slnx.</summary>
    public static string Root { get; } = Find();

    /// <summary>The built program.</summary>
    public static string Infra { get; } = Path.Combine(
        Root, "bin", "Release", "net10.0", OperatingSystem.IsWindows() ? "infra.exe" : "infra");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Infra.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no Infra.slnx above {AppContext.BaseDirectory}");
    }
}

namespace Infra.Settings;

/// <summary>Where the stack files of a checkout are: <c>stackConfigDir: stacks</c> in <c>Pulumi.yaml</c>.</summary>
internal static class StackFiles
{
    private const string Folder = "stacks";
    private const string Prefix = "Pulumi.";
    private const string Suffix = ".yaml";

    /// <summary>The file of a stack, relative to the checkout.</summary>
    public static string FileOf(string stack) => $"{Folder}/{Prefix}{stack}{Suffix}";

    /// <summary>The names of the stacks that a checkout has, in ordinal order.</summary>
    public static IReadOnlyList<string> Names(string root)
    {
        var folder = Path.Combine(root, Folder);
        return Directory.Exists(folder)
            ?
            [
                .. Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}")
                    .Select(file => Path.GetFileName(file)[Prefix.Length..^Suffix.Length])
                    .Order(StringComparer.Ordinal),
            ]
            : [];
    }
}

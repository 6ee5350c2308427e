namespace Manifests.Generator;

/// <summary>A folder whose files of one kind are all written by the generator.</summary>
internal static class OutputFolder
{
    /// <summary>Writes the files (relative path to text) and deletes those that are no longer written.</summary>
    internal static void Replace(string folder, string pattern, IReadOnlyDictionary<string, string> files)
    {
        Directory.CreateDirectory(folder);
        foreach (var stale in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(path => !files.ContainsKey(Path.GetRelativePath(folder, path).Replace('\\', '/'))))
        {
            File.Delete(stale);
        }

        foreach (var (path, text) in files)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, text);
        }
    }
}

using Infra.Cli.Snapshots;

namespace Infra.Cli.Render;

/// <summary>Writes rendered files as a whole folder: everything or nothing, and never over what somebody else wrote.</summary>
internal static class OutputFolder
{
    private const string StagingSuffix = ".infra-rendering";
    private const string PreviousSuffix = ".infra-replaced";
    private const string LockSuffix = ".infra-lock";

    /// <summary>Writes the files to a folder beside the target first and swaps the folders then.</summary>
    /// <exception cref="CliFailure">The folder is not this program's, or cannot be written.</exception>
    public static void Write(CliContext context, string folder, IReadOnlyDictionary<string, string> files)
    {
        var target = Path.TrimEndingDirectorySeparator(context.Resolve(folder));
        Refuse(context, folder, target);
        // Beside the target, so that moving is renaming.
        var (staging, previous) = ($"{target}{StagingSuffix}", $"{target}{PreviousSuffix}");
        using var own = Lock(folder, target);
        if (Mend(folder, target, staging, previous))
        {
            Refuse(context, folder, target);
        }

        try
        {
            foreach (var (path, content) in files)
            {
                var file = Path.Combine(staging, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, content);
            }

            Swap(target, staging, previous);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable(
                $"{folder}: the folder cannot be written: {e.Message.TrimEnd('.')}", "nothing was changed; give a folder that you may write");
        }
        finally
        {
            TryRemove(staging);
        }
    }

    /// <summary>One process at a time; the system lets go of the lock of one that is killed.</summary>
    private static FileStream Lock(string folder, string target)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? target);
            return new FileStream(
                $"{target}{LockSuffix}", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable(
                $"{folder}: the folder cannot be written: {e.Message.TrimEnd('.')}", "nothing was changed; give a folder that you may write");
        }
    }

    /// <summary>
    /// Takes away what a process that was killed left, and puts back what it had moved out of the way; whether there was something to put back.
    /// </summary>
    private static bool Mend(string folder, string target, string staging, string previous)
    {
        try
        {
            var isMissing = !Directory.Exists(target) && Directory.Exists(previous);
            if (isMissing)
            {
                Directory.Move(previous, target);
            }

            Remove(previous);
            Remove(staging);
            return isMissing;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable(
                $"{folder}: what an earlier run left cannot be removed: {e.Message.TrimEnd('.')}", $"remove {folder}{StagingSuffix} and {folder}{PreviousSuffix}");
        }
    }

    private static void Refuse(CliContext context, string folder, string target)
    {
        if (File.Exists(target))
        {
            throw CliFailure.Usage([$"{folder} is a file; give a folder"]);
        }

        if (Path.GetRelativePath(target, context.WorkingDirectory).Split(Path.DirectorySeparatorChar)[0] != ".." || Path.GetDirectoryName(target) is null)
        {
            throw CliFailure.Usage([$"{folder} holds the folder that you are in, and rendering replaces its folder as a whole"], "give a folder of its own");
        }

        if (!Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any())
        {
            return;
        }

        if (!File.Exists(Path.Combine(target, SnapshotFile.Name)))
        {
            throw CliFailure.Usage(
                [$"{folder} is not empty and has no {SnapshotFile.Name}, so it is not a folder that 'render' wrote"], "give a new or an empty folder");
        }

        RefuseForeignFiles(context, folder, target);
    }

    private static void RefuseForeignFiles(CliContext context, string folder, string target)
    {
        var own = SnapshotFile.ReadFiles(context, folder).Append(SnapshotFile.Name).ToHashSet(StringComparer.Ordinal);
        var foreign = Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(target, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(file => !own.Contains(file))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (foreign.Count > 0)
        {
            throw CliFailure.Usage(
                [.. foreign.Take(5).Select(file => $"{folder}/{file} was not written by 'render', which replaces its folder as a whole")],
                $"move {(foreign.Count == 1 ? "the file" : $"the {foreign.Count} files")} elsewhere, or give another folder");
        }
    }

    private static void Swap(string target, string staging, string previous)
    {
        var replaces = Directory.Exists(target);
        if (replaces)
        {
            Directory.Move(target, previous);
        }

        try
        {
            Directory.Move(staging, target);
        }
        catch when (replaces)
        {
            Directory.Move(previous, target);
            throw;
        }

        Remove(previous);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void TryRemove(string folder)
    {
        try
        {
            Remove(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The failure that left it there is being told already.
        }
    }
}

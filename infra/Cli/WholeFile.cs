using System.Text;

namespace Infra.Cli;

/// <summary>
/// Files that are replaced as a whole: written beside their place and renamed then, so that whoever is killed leaves the old file or the new one. What an
/// earlier process that was killed left beside it goes.
/// </summary>
internal static class WholeFile
{
    private const string Suffix = ".writing";

    /// <summary>Writes or replaces a file; one that is replaced keeps its mode.</summary>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="text">All of its text.</param>
    /// <param name="encoding">Its encoding; null for UTF-8 without a byte order mark.</param>
    /// <exception cref="IOException">It cannot be written, or another process writes it at the same time; the file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the file is as it was.</exception>
    public static void Write(string path, string text, Encoding? encoding = null)
    {
        foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.*{Suffix}"))
        {
            File.Delete(left);
        }

        var temporary = $"{path}.{Path.GetRandomFileName()}{Suffix}";
        try
        {
            File.WriteAllText(temporary, text, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (!OperatingSystem.IsWindows() && File.Exists(path))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}

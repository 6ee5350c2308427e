using System.Text;
using Trust.Verification;

namespace Infra.Cli.Authorities;

/// <summary>Reads the files of certificates that a command line names.</summary>
internal static class CertificateFiles
{
    /// <summary>Reads the standard input.</summary>
    public const string Stdin = "-";

    /// <summary>More than any bundle of roots has; a file beyond it is something else.</summary>
    private const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>Reads a file, or the standard input.</summary>
    /// <exception cref="CliFailure">It cannot be read, or is too large.</exception>
    public static CertificateReading Read(CliContext context, string path)
    {
        if (path == Stdin)
        {
            return CertificateReader.Read(Encoding.UTF8.GetBytes(context.Console.In.ReadToEnd()), Stdin);
        }

        try
        {
            var file = new FileInfo(context.Resolve(path));
            return file.Exists && file.Length > MaximumBytes
                ? throw CliFailure.Unreadable($"{path}: {file.Length} bytes; files of certificates have at most {MaximumBytes}")
                : CertificateReader.Read(File.ReadAllBytes(file.FullName), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable($"{path}: cannot be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message)}");
        }
    }
}

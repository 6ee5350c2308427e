namespace Infra.Cli;

/// <summary>Why a file could not be read, in words that need no path: the message before them has it as the user wrote it.</summary>
internal static class FileFault
{
    /// <summary>The words.</summary>
    public static string Of(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "it may not be read",
        _ => PlainText.Line(fault.Message.TrimEnd('.')),
    };
}

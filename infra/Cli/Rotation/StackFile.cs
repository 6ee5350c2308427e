using System.Text;
using Infra.Cli.Verbs;
using Infra.Settings;

namespace Infra.Cli.Rotation;

/// <summary>The text of a stack file, to change it.</summary>
internal sealed record StackFile
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The file as messages name it.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds, without a byte order mark.</summary>
    public required string Text { get; init; }

    /// <summary>Where it is.</summary>
    public required string FullPath { get; init; }

    private bool HasByteOrderMark { get; init; }

    /// <summary>Reads a stack's file.</summary>
    public static StackFile Read(CliContext context, string stack)
    {
        var name = StackFiles.FileOf(stack);
        var path = Path.Combine(ProjectFolder.Find(context), name);
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path));
            return new StackFile { Name = name, FullPath = path, Text = text.TrimStart(ByteOrderMark), HasByteOrderMark = text.StartsWith(ByteOrderMark) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw CliFailure.Unreadable($"{name}: the file cannot be read: {e.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Replaces the file's text; it is never there by half.</summary>
    public void Replace(string text)
    {
        try
        {
            WholeFile.Write(FullPath, text, new UTF8Encoding(HasByteOrderMark));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable($"{Name}: the file cannot be written: {e.Message.TrimEnd('.')}", "nothing was changed; make it writable");
        }
    }
}

using System.Text.Json;
using Infra.Cli;

namespace Infra.Operations;

/// <summary>
/// What an operation has done so far, a line of JSON for each step: written after the step, so that a second run goes on behind the last one that
/// was done. An operation that has ended begins anew. The file is replaced as a whole, so that a process that is killed leaves no half of a line.
/// </summary>
internal sealed class Journal
{
    private const string End = "end";

    private readonly Dictionary<string, JournalEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly string _path;
    private readonly string _operation;

    private Journal(string path, string operation) => (_path, _operation) = (path, operation);

    /// <summary>Reads a journal; one that does not exist is empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="operation">The operation that it is to be of.</param>
    /// <exception cref="CliFailure">The file cannot be read, or is of another operation.</exception>
    public static Journal Open(string path, string operation)
    {
        var journal = new Journal(path, operation);
        foreach (var entry in Read(path))
        {
            if (entry.Operation != operation)
            {
                throw CliFailure.Unreadable(
                    $"the journal {path} is of '{PlainText.Line(entry.Operation)}', not of '{operation}'", "give another file with --journal");
            }

            journal._entries[entry.Step] = entry;
            journal._order.Remove(entry.Step);
            journal._order.Add(entry.Step);
        }

        if (journal._entries.ContainsKey(End))
        {
            journal._entries.Clear();
            journal._order.Clear();
        }

        return journal;
    }

    /// <summary>What is noted of a step; null where it was not done.</summary>
    public JournalEntry? Find(string step) => _entries.GetValueOrDefault(step);

    /// <summary>Notes that a step was done.</summary>
    /// <exception cref="CliFailure">The file cannot be written.</exception>
    public void Note(string step, DateTimeOffset at, string seen)
    {
        _entries[step] = new JournalEntry(_operation, step, Instants.Write(at), seen);
        _order.Remove(step);
        _order.Add(step);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            WholeFile.Write(_path, string.Concat(_order.Select(own => JsonSerializer.Serialize(_entries[own]) + "\n")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable(
                $"the journal {_path} cannot be written: {e.Message.TrimEnd('.')}", $"'{step}' was done; give a file that can be written with --journal");
        }
    }

    /// <summary>Notes that all was done.</summary>
    public void Close(DateTimeOffset at) => Note(End, at, "");

    private static IReadOnlyList<JournalEntry> Read(string path)
    {
        try
        {
            return File.Exists(path)
                ? [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<JournalEntry>(line) ?? throw new JsonException("a line is null"))]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw CliFailure.Unreadable(
                $"the journal {path} cannot be read: {PlainText.Line(e.Message.TrimEnd('.'))}", "look at what was done, then delete it");
        }
    }
}

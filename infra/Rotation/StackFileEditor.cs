using YamlDotNet.Core;

namespace Infra.Rotation;

/// <summary>Changes values in the text of a stack file and leaves every other character as it is: comments, order, quotes, line ends.</summary>
internal static class StackFileEditor
{
    /// <summary>The text after the changes, as if they were made one after the other.</summary>
    /// <exception cref="FormatException">The text is no YAML, or is written in a way that cannot be changed in place; the message says where.</exception>
    public static string Apply(string text, IEnumerable<SettingsEdit> edits)
    {
        for (IReadOnlyList<SettingsEdit> left = [.. edits]; left.Count > 0;)
        {
            var pass = new EditPass();
            var root = Read(text);
            left = [.. left.Where(edit => !TryMake(pass, text, root, edit))];
            text = pass.Apply(text);
        }

        return text;
    }

    /// <summary>Makes a change, unless it has to wait for the ones before it.</summary>
    private static bool TryMake(EditPass pass, string text, YamlSpan root, SettingsEdit edit)
    {
        var steps = edit.Path.Steps().Select(step => step.Key ?? throw new FormatException($"{edit.Path}: entries of lists are not changed")).ToList();
        if (!pass.IsFree(steps, isAddition: true))
        {
            pass.Defer(steps);
            return false;
        }

        var map = steps[..^1].Prepend("config").Aggregate(root, (parent, key) => Find(parent, key)?.Value is { IsMap: true } child
            ? child
            : throw new FormatException($"{edit.Path}: '{key}' is no map that stands in the file itself; make the change by hand"));
        TextSplice? splice = (Find(map, steps[^1]), edit.Value) switch
        {
            ({ } entry, { } value) => new(entry.Value.Start, entry.Value.End, value),
            ({ } entry, null) => Remove(text, map, entry),
            (null, { } value) => Add(text, map, $"{steps[^1]}: {value}"),
            _ => null,
        };
        var isAddition = splice is { IsInsertion: true } && map.Entries.Count > 0;
        return pass.TryTake(steps, isAddition, splice);
    }

    private static YamlSpan Read(string text)
    {
        try
        {
            return YamlSpan.Read(text);
        }
        catch (YamlException e)
        {
            throw new FormatException($"line {e.Start.Line}: not valid YAML", e);
        }
    }

    private static YamlEntry? Find(YamlSpan map, string key) => map.Entries.FirstOrDefault(entry => entry.Key == key);

    private static TextSplice Add(string text, YamlSpan map, string entry)
    {
        if (map.IsFlow)
        {
            return map.Entries.Count == 0
                ? new(map.Start, map.End, $"{{ {entry} }}")
                : TextSplice.Insert(map.Entries[^1].Value.End, $", {entry}");
        }

        var first = map.Entries[0].KeySpan.Start;
        var indentation = text[LineStart(text, first)..first];
        return TextSplice.Insert(LineEnd(text, map.End), $"{NewLine(text)}{indentation}{entry}");
    }

    private static TextSplice Remove(string text, YamlSpan map, YamlEntry entry)
    {
        var index = map.Entries.ToList().IndexOf(entry);
        return (map.IsFlow, index) switch
        {
            (false, _) => new(LineStart(text, entry.KeySpan.Start), AfterLine(text, entry.Value.End), ""),
            (true, > 0) => new(map.Entries[index - 1].Value.End, entry.Value.End, ""),
            (true, _) when map.Entries.Count > 1 => new(entry.KeySpan.Start, map.Entries[1].KeySpan.Start, ""),
            _ => new(entry.KeySpan.Start, entry.Value.End, ""),
        };
    }

    private static int LineStart(string text, int offset) => text.LastIndexOf('\n', Math.Max(0, offset - 1)) + 1;

    private static int LineEnd(string text, int offset)
    {
        var end = text.IndexOf('\n', offset);
        return end < 0 ? text.Length : end > 0 && text[end - 1] == '\r' ? end - 1 : end;
    }

    private static int AfterLine(string text, int offset) => text.IndexOf('\n', offset) is >= 0 and var end ? end + 1 : text.Length;

    private static string NewLine(string text) => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
}

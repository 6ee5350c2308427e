using System.Text;
using Infra.Cli.Findings;
using Infra.Cli.Snapshots;

namespace Infra.Cli.Preview;

/// <summary>The preview as Markdown that fits a pull-request comment: counts, findings, then each region's changes folded away.</summary>
internal static class PreviewMarkdown
{
    /// <summary>
    /// Bytes that the page may have. GitHub takes comments of up to 65,536 characters; the rest is left to whoever puts a line of its own above.
    /// </summary>
    public const int Limit = 60 * 1024;

    // Room for the note about the cut and the tags that close what is open.
    private const int Reserve = 512;

    /// <summary>Writes the page; what does not fit is cut at a line, with a note of how much is missing.</summary>
    public static void Write(TextWriter to, PreviewReport report)
    {
        var page = new Page();
        page.Add($"### Preview of {Markdown.Code(report.Plan.Environment)}{(report.Against is null ? "" : $" against {Markdown.Code(report.Against)}")}");
        page.Add("");
        foreach (var line in report.Summary())
        {
            page.Add($"- {Markdown.Cell(line.Trim())}");
        }

        page.Add("");
        page.AddAll(FindingsMarkdown.Lines(report.Findings));
        if (report.Access is { } access)
        {
            page.AddAll(["", "#### Access", "", .. access.MarkdownLines()]);
        }

        foreach (var region in report.Changes.GroupBy(change => change.Entry.Region))
        {
            page.AddRegion($"{Markdown.Cell(region.Key)}: {PreviewReport.Counts([.. region])}", region.SelectMany(Lines));
        }

        to.Write(page.ToString());
    }

    // In a diff block GitHub colours lines by their first sign; '!' is its sign for a change.
    private static IEnumerable<string> Lines(EntryChange change)
    {
        var sign = change.Kind == ChangeKind.Update ? '!' : ChangeText.Sign(change.Kind);
        return change.Fields.SelectMany(ChangeText.Lines).Select(line => $"!     {line}").Prepend($"{sign} {ChangeText.Title(change.Entry)}");
    }

    private sealed class Page
    {
        private readonly StringBuilder _text = new();
        private int _bytes;
        private int _missing;

        public void AddAll(IEnumerable<string> lines)
        {
            foreach (var line in lines)
            {
                Add(line);
            }
        }

        public void AddRegion(string summary, IEnumerable<string> lines)
        {
            // A block that is opened has to be closed whatever happens, so the closing tags do not count.
            var opened = Add("") && Add($"<details><summary>{summary}</summary>") && Add("") && Add("```diff");
            AddAll(lines);
            if (opened)
            {
                _text.Append("```\n\n</details>\n");
            }
        }

        public bool Add(string line)
        {
            var bytes = Encoding.UTF8.GetByteCount(line) + 1;
            if (_missing > 0 || _bytes + bytes > Limit - Reserve)
            {
                _missing++;
                return false;
            }

            _text.Append(line).Append('\n');
            _bytes += bytes;
            return true;
        }

        public override string ToString() => _missing == 0
            ? _text.ToString()
            : $"{_text}\n**Cut here: {_missing} more lines.** `infra preview` shows all of them.\n";
    }
}

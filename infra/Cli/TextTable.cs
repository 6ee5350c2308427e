using Spectre.Console;

namespace Infra.Cli;

/// <summary>Tables of plain texts.</summary>
internal static class TextTable
{
    /// <summary>A table without lines, in which a column that no row fills is left out: on a narrow terminal the others need its place.</summary>
    /// <param name="heads">The columns' heads.</param>
    /// <param name="rows">The rows, each with a text for each column.</param>
    public static Table Of(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var filled = Enumerable.Range(0, heads.Count).Where(column => rows.Any(row => row[column].Length > 0)).ToList();
        var table = new Table().Border(TableBorder.None);
        foreach (var column in filled)
        {
            table.AddColumn(new TableColumn(new Text(heads[column])));
        }

        foreach (var row in rows)
        {
            table.AddRow(filled.Select(column => new Text(row[column])));
        }

        return table;
    }
}

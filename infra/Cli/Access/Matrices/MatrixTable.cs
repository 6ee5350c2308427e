using System.Globalization;
using Policies.Matrix;
using Spectre.Console;

namespace Infra.Cli.Access.Matrices;

/// <summary>Matrices for terminals: a row for each caller, a numbered column for each destination.</summary>
internal static class MatrixTable
{
    /// <summary>Writes the matrices, one below the other.</summary>
    public static void Write(CliContext context, IReadOnlyList<RegionMatrix> matrices)
    {
        foreach (var matrix in matrices)
        {
            context.Console.Out.WriteLine(MatrixWords.Title(matrix));
            foreach (var (block, index) in Blocks(matrix, context.Console.Width).Select((block, index) => (block, index)))
            {
                if (index > 0)
                {
                    context.Console.Out.WriteLine();
                }

                RichText.Write(context, Table(matrix, block));
            }

            if (!matrix.IsFolded && matrix.WithoutPorts.Count > 0)
            {
                context.Console.Out.WriteLine($"without a port, so without a column: {string.Join(", ", matrix.WithoutPorts)}");
            }

            context.Console.Out.WriteLine();
        }

        context.Console.Out.WriteLine("rows call, columns are called; column n is the workload or namespace of row n");
        context.Console.Out.WriteLine(matrices.Any(matrix => matrix.IsFolded) ? MatrixWords.FoldedLegend : MatrixWords.Legend);
    }

    /// <summary>The columns that fit beside the callers' names, and the next ones below; all of them side by side where nothing is wrapped.</summary>
    private static List<Range> Blocks(RegionMatrix matrix, int? width)
    {
        var callers = matrix.Callers.Select(caller => caller.Name.Length).DefaultIfEmpty().Max() + Number(matrix.Destinations.Count).Length + 2;
        List<Range> blocks = [];
        var (first, used) = (0, 0);
        for (var column = 0; column < matrix.Destinations.Count; column++)
        {
            var cells = Enumerable.Range(0, matrix.Callers.Count).Select(row => Words(matrix.Cells.GetValueOrDefault((row, column))).Length);
            var wide = cells.Append(Number(column).Length).Max() + 1;
            if (width is { } most && column > first && callers + used + wide > most)
            {
                blocks.Add(first..column);
                (first, used) = (column, 0);
            }

            used += wide;
        }

        return [.. blocks, first..matrix.Destinations.Count];
    }

    private static Table Table(RegionMatrix matrix, Range block)
    {
        var (first, count) = block.GetOffsetAndLength(matrix.Destinations.Count);
        var table = new Table().Border(TableBorder.None).AddColumn(Column("", Justify.Right)).AddColumn(Column("caller", Justify.Left));
        for (var column = first; column < first + count; column++)
        {
            table.AddColumn(Column(Number(column), Justify.Left));
        }

        for (var row = 0; row < matrix.Callers.Count; row++)
        {
            // A column has the number of the row that is the same workload.
            table.AddRow(
            [
                new Text(row < matrix.Destinations.Count ? Number(row) : ""),
                new Text(matrix.Callers[row].Name),
                .. Enumerable.Range(first, count).Select(column => Cell(matrix.Cells.GetValueOrDefault((row, column)))),
            ]);
        }

        return table;
    }

    private static TableColumn Column(string head, Justify justify) =>
        new(new Text(head)) { Alignment = justify, NoWrap = true, Padding = new Padding(0, 0, 1, 0) };

    private static Text Cell(MatrixCell? cell) => new(Words(cell), new Style(cell switch
    {
        null or { Access: MatrixAccess.Denied } => Color.Grey,
        { Access: MatrixAccess.Unknown } => Color.Red,
        { Transports: var over } when over.Contains(Policies.Evaluation.Transport.Plaintext) => Color.Yellow,
        _ => Color.Green,
    }));

    private static string Words(MatrixCell? cell) => MatrixWords.Sign(cell) + MatrixWords.Letters(cell);

    private static string Number(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}

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
            RichText.Write(context, Table(matrix));
            if (!matrix.IsFolded && matrix.WithoutPorts.Count > 0)
            {
                context.Console.Out.WriteLine($"without a port, so without a column: {string.Join(", ", matrix.WithoutPorts)}");
            }

            context.Console.Out.WriteLine();
        }

        context.Console.Out.WriteLine("rows call, columns are called; column n is the workload or namespace of row n");
        context.Console.Out.WriteLine(matrices.Any(matrix => matrix.IsFolded) ? MatrixWords.FoldedLegend : MatrixWords.Legend);
    }

    private static Table Table(RegionMatrix matrix)
    {
        var table = new Table().Border(TableBorder.None).AddColumn(Column("", Justify.Right)).AddColumn(Column("caller", Justify.Left));
        for (var column = 0; column < matrix.Destinations.Count; column++)
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
                .. Enumerable.Range(0, matrix.Destinations.Count).Select(column => Cell(matrix.Cells.GetValueOrDefault((row, column)))),
            ]);
        }

        return table;
    }

    private static TableColumn Column(string head, Justify justify) => new(new Text(head)) { Alignment = justify, NoWrap = true, Padding = new Padding(0, 0, 1, 0) };

    private static Text Cell(MatrixCell? cell) => new(MatrixWords.Sign(cell) + MatrixWords.Letters(cell), new Style(cell switch
    {
        null or { Access: MatrixAccess.Denied } => Color.Grey,
        { Access: MatrixAccess.Unknown } => Color.Red,
        { Transports: var over } when over.Contains(Policies.Evaluation.Transport.Plaintext) => Color.Yellow,
        _ => Color.Green,
    }));

    private static string Number(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}

using Components.Intent;
using Spectre.Console;
using Trust.Proof;

namespace Infra.Cli.Rotation;

/// <summary>The matrix of handshakes for people: clients down, servers across.</summary>
internal static class ProofText
{
    /// <summary>Writes the matrix of each kind of CA, and what is wrong.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="mesh">Who signs for the mesh's proxies.</param>
    public static void Write(CliContext context, ProofReport proof, MeshOptions mesh)
    {
        foreach (var cells in proof.Cells.GroupBy(cell => (cell.Line, cell.Servers)))
        {
            context.Console.Out.WriteLine(ProofWords.Of(cells.Key.Line, cells.Key.Servers, mesh));
            RichText.Write(context, Matrix([.. cells]));
            context.Console.Out.WriteLine();
        }

        context.Console.Out.WriteLine(ProofWords.Summary(proof));
        foreach (var problem in ProofWords.Problems(proof))
        {
            context.Console.Out.WriteLine($"  {PlainText.Line(problem)}");
        }
    }

    /// <summary>The same as Markdown.</summary>
    public static void WriteMarkdown(TextWriter to, ProofReport proof, MeshOptions mesh)
    {
        foreach (var cells in proof.Cells.GroupBy(cell => (cell.Line, cell.Servers)))
        {
            var servers = cells.Select(cell => cell.Server).Distinct().ToList();
            to.WriteLine($"**{Markdown.Cell(ProofWords.Of(cells.Key.Line, cells.Key.Servers, mesh))}**");
            to.WriteLine();
            to.WriteLine($"| client ↓ server → | {string.Join(" | ", servers.Select(Markdown.Cell))} |");
            to.WriteLine($"|---|{string.Concat(servers.Select(_ => "---|"))}");
            foreach (var row in cells.GroupBy(cell => cell.Client))
            {
                to.WriteLine($"| {Markdown.Cell(row.Key)} | {string.Join(" | ", row.Select(cell => Markdown.Cell(ProofWords.Cell(cell))))} |");
            }

            to.WriteLine();
        }

        to.WriteLine($"{(proof.IsProven ? "✅" : "❌")} {Markdown.Cell(ProofWords.Summary(proof))}");
        foreach (var problem in ProofWords.Problems(proof))
        {
            to.WriteLine($"- {Markdown.Cell(problem)}");
        }
    }

    private static Table Matrix(IReadOnlyList<ProofCell> cells)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("client ↓ server →");
        foreach (var server in cells.Select(cell => cell.Server).Distinct())
        {
            table.AddColumn(new TableColumn(new Text(server)));
        }

        foreach (var row in cells.GroupBy(cell => cell.Client))
        {
            table.AddRow(row.Select(cell => new Text(ProofWords.Cell(cell), Style(cell.Verdict))).Prepend(new Text(row.Key)));
        }

        return table;
    }

    private static Style Style(CellVerdict verdict) => new(verdict == CellVerdict.Proven ? Color.Green : Color.Red);
}

using System.Globalization;
using System.Net;
using System.Text;
using Policies.Matrix;

namespace Infra.Cli.Access.Matrices;

/// <summary>Matrices as one picture, one below the other. Each cell tells in its title what it stands for.</summary>
internal static class MatrixSvg
{
    private const int Cell = 30;
    private const int Gap = 2;
    private const int Margin = 24;
    private const int TitleHeight = 36;
    private const int LegendLine = 20;

    // Of the font's 13 pixels a character is about 7.9 wide, and of the legend's 11 somewhat less; nothing is cut anywhere.
    private const double Character = 7.9;
    private const double LegendCharacter = 6.8;

    /// <summary>The picture.</summary>
    /// <param name="name">What it is of, for its title.</param>
    /// <param name="matrices">The matrices.</param>
    public static string Of(string name, IReadOnlyList<RegionMatrix> matrices)
    {
        var body = new StringBuilder();
        double top = Margin;
        string[] legend =
        [
            .. (matrices.Any(matrix => matrix.IsFolded) ? MatrixWords.FoldedLegend : MatrixWords.Legend).Split("; "),
            "rows call, columns are called; green goes over mutual TLS, orange (also) over plaintext",
        ];
        var width = (legend.Max(line => line.Length) * LegendCharacter) + (2 * Margin);
        foreach (var matrix in matrices)
        {
            var left = Margin + Wide(matrix.Callers.Select(caller => caller.Name));
            var head = Wide(matrix.Destinations) * 0.72;
            Draw(body, matrix, left, top, head);
            width = Math.Max(width, left + (matrix.Destinations.Count * Cell) + Math.Max(Margin, head));
            top += TitleHeight + head + (matrix.Callers.Count * Cell) + Margin;
        }

        foreach (var (index, line) in legend.Index())
        {
            Line(body, $"<text class=\"soft\" x=\"{Margin}\" y=\"{Number(top + 12 + (index * LegendLine))}\">{Escape(line)}</text>");
        }

        var (w, h) = (Number(width), Number(top + (legend.Length * LegendLine)));
        return $$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{w}} {{h}}" width="{{w}}" height="{{h}}" role="img" aria-labelledby="title">
            <title id="title">Who may call what in {{Escape(name)}}</title>
            <style>
            {{MatrixColors.Css}}
            text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: var(--ink); }
            text.soft { fill: var(--soft); font-size: 11px; }
            text.title { font-size: 16px; font-weight: bold; }
            text.row { text-anchor: end; }
            rect.page { fill: var(--page); }
            .cell text { text-anchor: middle; font-size: 12px; }
            .cell:hover rect { stroke: var(--ink); stroke-width: 2; }
            .denied rect { fill: var(--denied); } .denied text { fill: var(--soft); }
            .all rect { fill: var(--all); } .all text { fill: var(--on); }
            .some rect { fill: var(--some); } .some text { fill: var(--some-ink); }
            .plain rect { fill: var(--plain); } .plain text { fill: var(--plain-ink); }
            .unknown rect { fill: var(--unknown); } .unknown text { fill: var(--on); }
            </style>
            <rect class="page" width="100%" height="100%"/>
            {{body}}</svg>

            """;
    }

    private static void Draw(StringBuilder body, RegionMatrix matrix, double left, double top, double head)
    {
        Line(body, $"<text class=\"title\" x=\"{Margin}\" y=\"{Number(top + 14)}\">{Escape(MatrixWords.Title(matrix))}</text>");
        var first = top + TitleHeight + head;
        for (var column = 0; column < matrix.Destinations.Count; column++)
        {
            var x = left + (column * Cell) + (Cell * 0.6);
            Line(body, $"<text transform=\"translate({Number(x)} {Number(first - 8)}) rotate(-46)\">{Escape(matrix.Destinations[column])}</text>");
        }

        for (var row = 0; row < matrix.Callers.Count; row++)
        {
            var y = first + (row * Cell);
            Line(body, $"<text class=\"row\" x=\"{Number(left - 10)}\" y=\"{Number(y + 19)}\">{Escape(matrix.Callers[row].Name)}</text>");
            for (var column = 0; column < matrix.Destinations.Count; column++)
            {
                Draw(body, matrix, row, column, left + (column * Cell), y);
            }
        }
    }

    private static void Draw(StringBuilder body, RegionMatrix matrix, int row, int column, double x, double y)
    {
        var cell = matrix.Cells.GetValueOrDefault((row, column));
        var sign = MatrixWords.Sign(cell) + (cell is { Pairs: > 1 } ? "" : MatrixWords.Letters(cell));
        Line(body, $"<g class=\"cell {MatrixColors.Class(cell)}\"><title>{Escape(Title(matrix, row, column, cell))}</title><rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Cell - Gap}\" height=\"{Cell - Gap}\" rx=\"4\"/><text x=\"{Number(x + ((Cell - Gap) / 2.0))}\" y=\"{Number(y + 18)}\">{Escape(sign)}</text></g>");
    }

    private static string Title(RegionMatrix matrix, int row, int column, MatrixCell? cell)
    {
        var lines = cell?.Ports.Select(port => $"{MatrixWords.Of(port)}: {port.Requests}") ?? [];
        return string.Join("; ", lines.Prepend($"{matrix.Callers[row].Name} → {matrix.Destinations[column]}: {MatrixWords.Of(cell)}"));
    }

    private static double Wide(IEnumerable<string> texts) => (texts.Select(text => text.Length).DefaultIfEmpty(0).Max() * Character) + 14;

    private static string Escape(string text) => WebUtility.HtmlEncode(PlainText.Line(text));

    private static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder body, string line) => body.Append(line).Append('\n');
}

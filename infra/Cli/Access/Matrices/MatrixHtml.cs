using System.Globalization;
using System.Net;
using System.Text;
using Policies.Matrix;

namespace Infra.Cli.Access.Matrices;

/// <summary>
/// Matrices as one page that needs nothing else: tables for the whole, and below them, for each caller, what it may call, by which object. A cell leads to
/// its lines by mouse and by keyboard, and reads itself out.
/// </summary>
internal static class MatrixHtml
{
    /// <summary>The page.</summary>
    /// <param name="name">What it is of.</param>
    /// <param name="matrices">Each matrix as it is looked at as a whole, and with all its workloads.</param>
    public static string Of(string name, IReadOnlyList<(RegionMatrix Whole, RegionMatrix Full)> matrices)
    {
        var body = new StringBuilder();
        for (var index = 0; index < matrices.Count; index++)
        {
            var (whole, full) = matrices[index];
            Line(body, $"<h2 id=\"r{index}\">{Escape(MatrixWords.Title(whole))}</h2>");
            Table(body, whole, index);
            if (full.WithoutPorts.Count > 0)
            {
                Line(body, $"<p class=\"soft\">Without a port, so without a column: {Escape(string.Join(", ", full.WithoutPorts))}</p>");
            }

            MatrixDetails.Write(body, full, index);
        }

        var legend = matrices.Any(matrix => matrix.Whole.IsFolded) ? MatrixWords.FoldedLegend : MatrixWords.Legend;
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Who may call what in {{Escape(name)}}</title>
            <style>
            {{MatrixColors.Css}}
            {{MatrixColors.PageCss}}
            </style>
            </head>
            <body>
            <h1>Who may call what in {{Escape(name)}}</h1>
            <p>{{Escape(legend)}}</p>
            <p class="soft">Rows call, columns are called. Green goes over mutual TLS, orange (also) over plaintext. Follow a cell to what it stands for.</p>
            {{body}}</body>
            </html>

            """;
    }

    /// <summary>Text between tags and in attributes.</summary>
    internal static string Escape(string text) => WebUtility.HtmlEncode(PlainText.Line(text));

    /// <summary>Where the lines of a cell are: those of a workload, or the first of a namespace's.</summary>
    internal static string Anchor(int region, string caller, string destination) => Escape($"r{region}-{caller}-{destination}".Replace(' ', '-'));

    internal static void Line(StringBuilder body, string line) => body.Append(line).Append('\n');

    private static void Table(StringBuilder body, RegionMatrix matrix, int region)
    {
        Line(body, "<div class=\"matrix\" tabindex=\"0\" role=\"region\" aria-label=\"matrix\"><table>");
        body.Append("<thead><tr><th scope=\"col\" class=\"corner\">caller</th>");
        foreach (var destination in matrix.Destinations)
        {
            body.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"><span>{Escape(destination)}</span></th>");
        }

        Line(body, "</tr></thead><tbody>");
        for (var row = 0; row < matrix.Callers.Count; row++)
        {
            body.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Escape(matrix.Callers[row].Name)}</th>");
            for (var column = 0; column < matrix.Destinations.Count; column++)
            {
                body.Append(Cell(matrix, region, row, column));
            }

            Line(body, "</tr>");
        }

        Line(body, "</tbody></table></div>");
    }

    private static string Cell(RegionMatrix matrix, int region, int row, int column)
    {
        var cell = matrix.Cells.GetValueOrDefault((row, column));
        var words = Escape(MatrixWords.Of(cell));
        var sign = $"<span aria-hidden=\"true\">{Escape(MatrixWords.Sign(cell) + MatrixWords.Letters(cell))}</span><span class=\"said\">{words}</span>";
        var pair = Escape($"{matrix.Callers[row].Name} → {matrix.Destinations[column]}: ") + words;
        return cell is null || matrix.IsFolded
            ? $"<td class=\"{MatrixColors.Class(cell)}\" title=\"{pair}\">{sign}</td>"
            : $"<td class=\"{MatrixColors.Class(cell)}\" title=\"{pair}\"><a href=\"#{Anchor(region, matrix.Callers[row].Name, matrix.Destinations[column])}\">{sign}</a></td>";
    }
}

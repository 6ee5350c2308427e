using System.Globalization;
using System.Text;
using Policies.Matrix;
using static Infra.Cli.Access.Matrices.MatrixHtml;

namespace Infra.Cli.Access.Matrices;

/// <summary>What each caller of a matrix may call, line by line, folded away.</summary>
internal static class MatrixDetails
{
    /// <summary>Writes one fold for each caller that may call something.</summary>
    public static void Write(StringBuilder body, RegionMatrix matrix, int region)
    {
        var byCaller = matrix.Cells.OrderBy(cell => cell.Key).ToLookup(cell => cell.Key.Caller);
        for (var row = 0; row < matrix.Callers.Count; row++)
        {
            var cells = byCaller[row].ToList();
            if (cells.Count == 0)
            {
                continue;
            }

            var name = matrix.Callers[row].Name;
            Line(body, $"<details><summary>{Escape(name)} <span class=\"soft\">calls {cells.Count}</span></summary><table class=\"lines\">");
            Line(body, "<thead><tr><th scope=\"col\">to</th><th scope=\"col\">port</th><th scope=\"col\">requests</th><th scope=\"col\">over</th><th scope=\"col\">by</th></tr></thead><tbody>");
            foreach (var (key, cell) in cells)
            {
                Write(body, Anchor(region, name, matrix.Destinations[key.Destination]), matrix.Destinations[key.Destination], cell);
            }

            Line(body, "</tbody></table></details>");
        }
    }

    private static void Write(StringBuilder body, string anchor, string destination, MatrixCell cell)
    {
        for (var index = 0; index < cell.Ports.Count; index++)
        {
            var port = cell.Ports[index];
            var id = index == 0 ? $" id=\"{anchor}\"" : "";
            var requests = port.Access == MatrixAccess.Unknown ? $"{port.Requests} ({port.Reason})" : port.Requests;
            Line(body, string.Create(
                CultureInfo.InvariantCulture,
                $"<tr{id}><td>{Escape(destination)}</td><td>{Escape(MatrixWords.Of(port))}</td><td>{Escape(requests)}</td><td>{Escape(AccessWords.Of(port.Transport))}</td><td>{Escape(MatrixWords.By(port) is { Length: > 0 } by ? by : port.Reason)}</td></tr>"));
        }
    }
}

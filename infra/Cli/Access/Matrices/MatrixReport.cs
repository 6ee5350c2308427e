using Policies.Matrix;

namespace Infra.Cli.Access.Matrices;

/// <summary>Prints the matrices of a fleet.</summary>
internal static class MatrixReport
{
    /// <summary>Columns from which on a matrix is one of namespaces wherever it is looked at as a whole.</summary>
    private const int MostColumns = 60;

    /// <summary>Writes them.</summary>
    public static void Write(CliContext context, OutputFormat format, string name, IReadOnlyList<RegionMatrix> matrices)
    {
        switch (format)
        {
            case OutputFormat.Json:
                context.Console.Out.Write(JsonOutput.Text(json => MatrixJson.Write(json, matrices)));
                break;
            case OutputFormat.Svg:
                context.Console.Out.Write(MatrixSvg.Of(name, [.. matrices.Select(Whole)]));
                break;
            case OutputFormat.Html:
                context.Console.Out.Write(MatrixHtml.Of(name, [.. matrices.Select(matrix => (Whole(matrix), matrix))]));
                break;
            default:
                MatrixTable.Write(context, [.. matrices.Select(Whole)]);
                break;
        }
    }

    private static RegionMatrix Whole(RegionMatrix matrix) => matrix.Destinations.Count > MostColumns ? MatrixFold.ByNamespace(matrix) : matrix;
}

namespace Policies.Matrix;

/// <summary>Makes a matrix of namespaces from one of workloads, so that it can be looked at as a whole.</summary>
public static class MatrixFold
{
    /// <summary>The matrix with one row and one column for each namespace.</summary>
    public static RegionMatrix ByNamespace(RegionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var columnNames = matrix.Destinations.Select(name => name[..name.LastIndexOf('/')]).ToList();
        var rowNames = matrix.Callers.Select(caller => caller.Namespace ?? caller.Name).ToList();
        var columns = columnNames.Distinct().ToList();
        // Rows keep the order of columns, as in the matrix of workloads.
        var rows = columns.Concat(rowNames).Distinct().ToList();
        var (rowOf, columnOf) = (Index(rows), Index(columns));
        var (callers, destinations) = (rowNames.CountBy(name => rowOf[name]).ToDictionary(), columnNames.CountBy(name => columnOf[name]).ToDictionary());
        return matrix with
        {
            IsFolded = true,
            Callers = [.. rows.Select(name => new MatrixCaller(name, matrix.Callers.Any(caller => caller.Namespace == name) ? name : null, null))],
            Destinations = columns,
            Cells = matrix.Cells
                .GroupBy(cell => (rowOf[rowNames[cell.Key.Caller]], columnOf[columnNames[cell.Key.Destination]]), cell => cell.Value)
                .ToDictionary(group => group.Key, group => Together([.. group], callers[group.Key.Item1] * destinations[group.Key.Item2])),
        };
    }

    private static MatrixCell Together(List<MatrixCell> cells, int pairs) => new()
    {
        Access = MatrixCell.Together([.. cells.Select(cell => cell.Access), .. cells.Count < pairs ? [MatrixAccess.Denied] : Array.Empty<MatrixAccess>()]),
        Transports = [.. cells.SelectMany(cell => cell.Transports).Distinct().OrderDescending()],
        Open = cells.Count,
        Pairs = pairs,
    };

    private static Dictionary<string, int> Index(List<string> names) =>
        names.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
}

using System.Diagnostics;
using System.Globalization;
using Policies.Evaluation;
using Policies.Matrix;

namespace Infra.Cli.Access.Matrices;

/// <summary>The signs and words that a matrix is printed with.</summary>
internal static class MatrixWords
{
    /// <summary>What the signs mean.</summary>
    public const string Legend = "● every request, ◐ some requests, ? unknown (never taken for safe), · denied; over m mutual TLS, t other TLS, p plaintext as far as the mesh knows";

    /// <summary>What the signs of a matrix of namespaces mean.</summary>
    public const string FoldedLegend = "● every pair, 12% of the pairs of caller and destination have some access, ? unknown, · denied; over m mutual TLS, t other TLS, p plaintext as far as the mesh knows";

    /// <summary>The heading of a region's matrix.</summary>
    public static string Title(RegionMatrix matrix) =>
        $"{(matrix.Region is { } region ? $"{region}: w" : "W")}ho may call what{(matrix.IsFolded ? ", by namespace" : "")}";

    /// <summary>Access as one sign.</summary>
    public static string Sign(MatrixCell? cell) => cell switch
    {
        null or { Access: MatrixAccess.Denied } => "·",
        { Access: MatrixAccess.All } => "●",
        { Access: MatrixAccess.Unknown } => "?",
        { Pairs: > 1 } => $"{Share(cell)}%",
        _ => "◐",
    };

    /// <summary>The transports as letters.</summary>
    public static string Letters(MatrixCell? cell) => cell is null ? "" : string.Concat(cell.Transports.Select(Letter));

    /// <summary>A cell in words: <c>some requests over mtls</c>.</summary>
    public static string Of(MatrixCell? cell) => cell switch
    {
        null or { Access: MatrixAccess.Denied } => "denied",
        { Pairs: > 1 } => string.Create(CultureInfo.InvariantCulture, $"{cell.Open} of {cell.Pairs} pairs{Over(cell)}"),
        { Access: MatrixAccess.All } => $"every request{Over(cell)}",
        { Access: MatrixAccess.Some } => $"some requests{Over(cell)}",
        _ => $"unknown{Over(cell)}",
    };

    /// <summary>Access as a word.</summary>
    public static string Of(MatrixAccess access) => access.ToString().ToLowerInvariant();

    /// <summary>A port: its number, and its name where it has one.</summary>
    public static string Of(MatrixPort port) => string.Create(
        CultureInfo.InvariantCulture, $"{port.Port.Number}{(port.Port.Name is { } name ? $" ({name})" : "")}");

    /// <summary>The objects that let something through.</summary>
    public static string By(MatrixPort port) =>
        string.Join(", ", port.By.Select(by => $"{by.Object}{(by.Place is null ? "" : $" ({by.Place})")}"));

    private static string Over(MatrixCell cell) => $" over {string.Join(" and ", cell.Transports.Select(AccessWords.Of))}";

    /// <summary>Never 0 where there is something, never 100 where something is missing.</summary>
    private static int Share(MatrixCell cell) => Math.Clamp((int)Math.Round(100.0 * cell.Open / cell.Pairs), 1, 99);

    private static string Letter(Transport transport) => transport switch
    {
        Transport.Mtls => "m",
        Transport.Tls => "t",
        Transport.Plaintext => "p",
        Transport.None => "",
        _ => throw new UnreachableException(),
    };
}

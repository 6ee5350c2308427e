using System.Globalization;
using Components.Intent;
using Trust.Hierarchy;
using Trust.Proof;

namespace Infra.Cli.Rotation;

/// <summary>The outcome of handshakes in words.</summary>
internal static class ProofWords
{
    /// <summary>A proof in one line.</summary>
    public static string Summary(ProofReport proof) => proof switch
    {
        { IsProven: true } => Text($"proven: {proof.Handshakes} handshakes of {proof.Cells.Count} cells, 0 broken"),
        { Ignored: [var first, ..], Wrong.Count: 0 } => $"refused: istiod in {first.Region} would ignore the change",
        _ => Text($"refused: {proof.Wrong.Count} of {proof.Cells.Count} cells break"),
    };

    /// <summary>Why nothing is proven about the time after proxies' certificates of SPIRE's have ended.</summary>
    public const string Unrenewed =
        "the mesh's proxies have certificates of SPIRE's, which after the change nobody renews: whether they still shake hands once those end is unknown, because it "
        + "depends on when their pods start again";

    /// <summary>A cell in a few words.</summary>
    public static string Cell(ProofCell cell) => (cell.Verdict, cell.Expectation) switch
    {
        (CellVerdict.Broken, _) => Text($"BROKEN {cell.Wrong.Count} of {cell.Handshakes.Count}"),
        (CellVerdict.Open, _) => Text($"OPEN {cell.Wrong.Count} of {cell.Handshakes.Count}"),
        (_, CellExpectation.Accepted) => Text($"ok {cell.Handshakes.Count}"),
        (_, CellExpectation.Refused) => Text($"refused {cell.Handshakes.Count}, as meant"),
        _ => Text($"changes {cell.Handshakes.Count}"),
    };

    /// <summary>What is wrong, one line each: the cell, and both ends; and what cannot be told.</summary>
    public static IEnumerable<string> Problems(ProofReport proof) =>
    [
        .. proof.Ignored.Select(reload => $"{reload.Region}: istiod would ignore the change until it restarts: {reload.Reason}"),
        .. proof.Wrong.SelectMany(Problems),
        .. proof.Unrenewed.Select(region => $"{region}: {Unrenewed}"),
    ];

    /// <summary>How many handshakes of a cell are wrong.</summary>
    public static string Count(ProofCell cell) =>
        Text($"{cell.Wrong.Count} of {cell.Handshakes.Count} handshakes {(cell.Verdict == CellVerdict.Broken ? "fail" : "succeed that must not")}");

    /// <summary>Whose certificates a matrix is about.</summary>
    /// <param name="clients">The CAs above the clients' certificates.</param>
    /// <param name="servers">The CAs above the servers'.</param>
    /// <param name="mesh">Who signs for the mesh's proxies.</param>
    public static string Of(SignerLine clients, SignerLine servers, MeshOptions mesh) =>
        clients == servers ? Of(clients, mesh) : $"{Of(clients, mesh)} to servers {Of(servers, mesh)}";

    private static string Of(SignerLine line, MeshOptions mesh) => (line, mesh) switch
    {
        ({ Signer: BesideAuthority.Step }, _) => "outside the mesh (step-ca's certificates)",
        ({ Signer: BesideAuthority.Linkerd }, _) => "Linkerd's mesh (its identity controller's certificates)",
        ({ Signer: BesideAuthority.Spire }, { IssuedBySpire: true }) => "mesh and workloads of SPIRE (its certificates)",
        ({ Signer: BesideAuthority.Spire }, _) => "workloads of SPIRE (its certificates)",
        ({ Signer: { } signer }, _) => $"{signer}'s certificates",
        ({ Use: IntermediateUse.Mesh }, { IssuedBySpire: true }) => "istiod, and proxies that do not have SPIRE's certificates yet (istiod's certificates)",
        ({ Use: IntermediateUse.Mesh }, { IssuedByCertManager: true }) => "mesh (cert-manager's certificates, through istio-csr)",
        ({ Use: IntermediateUse.Mesh }, _) => "mesh (istiod's certificates)",
        _ => "outside the mesh (cert-manager's certificates)",
    };

    /// <summary>One handshake for each side that refuses; the JSON form has all of them.</summary>
    private static IEnumerable<string> Problems(ProofCell cell)
    {
        var word = cell.Verdict == CellVerdict.Broken ? "broken" : "open";
        var told = cell.Wrong.DistinctBy(handshake => handshake.Refusal?.By).ToList();
        foreach (var handshake in told)
        {
            yield return $"{cell.Title}: {word}: {handshake}";
        }

        if (cell.Wrong.Count > told.Count)
        {
            yield return Text($"{cell.Title}: {cell.Wrong.Count - told.Count} more");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using Policies;
using Trust.Proof;

namespace Infra.Cli.Rotation;

/// <summary>What a proof found, as findings: each names the cell and both ends.</summary>
internal static class ProofFindings
{
    /// <summary>
    /// One finding for each region whose istiod ignores the change or whose proxies nobody gives certificates any more, and one for each cell that is wrong.
    /// </summary>
    public static IReadOnlyList<Finding> Of(ProofReport proof) =>
    [
        .. proof.Ignored.Select(reload => new Finding
        {
            Rule = RotationCatalogue.IgnoredReload,
            Message = $"{reload.Region}: istiod would ignore the change until it restarts: {reload.Reason}",
        }),
        .. proof.Wrong.Select(cell => new Finding
        {
            Rule = cell.Verdict == CellVerdict.Broken ? RotationCatalogue.BrokenHandshake : RotationCatalogue.OpenHandshake,
            Message = $"{cell.Title}: {ProofWords.Count(cell)}, first: {cell.Wrong[0]}",
        }),
        .. proof.Unrenewed.Select(region => new Finding
        {
            Rule = RotationCatalogue.UnrenewedCertificates,
            Message = $"{region}: {ProofWords.Unrenewed}",
        }),
    ];
}
